package main

import (
	restore "github.com/cdktf-cluster-restore/cdktf-cluster-restore-go/cdktfclusterrestore"
	"github.com/cdktf-cluster-restore/cdktf-cluster-restore-go/cdktfclusterrestore/zilliz"

	"github.com/aws/jsii-runtime-go"
	null "github.com/cdktf/cdktf-provider-null-go/null/v11/provider"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func main() {
	app := cdktf.NewApp(nil)
	stack := cdktf.NewTerraformStack(app, jsii.String("staging"))
	cdktf.NewLocalBackend(stack, &cdktf.LocalBackendConfig{Path: jsii.String("../../../state/staging.tfstate")})
	null.NewNullProvider(stack, jsii.String("null"), &null.NullProviderConfig{})

	staging := zilliz.NewRestoredCluster(stack, jsii.String("articles"), &zilliz.RestoredClusterProps{
		Backup: zilliz.Backup_FromId(&zilliz.BackupIdProps{
			ClusterId: jsii.String("in01-3b1c0a5d4e6f789"),
			BackupId:  jsii.String("backup11_0f5d2c9a7e3b41d"),
		}),
		TargetProject:        jsii.String("proj-7c41d0b2e98f4a6d5e3c1f"),
		TargetProjectPlan:    zilliz.ProjectPlan_BUSINESS_CRITICAL,
		ClusterName:          jsii.String("articles-staging"),
		CuSize:               jsii.Number(2),
		CollectionStatus:     zilliz.CollectionStatus_KEEP,
		RestoreVersionPolicy: zilliz.RestoreVersionPolicy_ORIGINAL,
		PasswordSink:         restore.PasswordSink_File(jsii.String("../../../secrets/staging.password")),
		RemovalPolicy:        restore.RemovalPolicy_DESTROY,
	})

	cdktf.NewTerraformOutput(stack, jsii.String("cluster_id"), &cdktf.TerraformOutputConfig{Value: staging.ClusterId()})
	cdktf.NewTerraformOutput(stack, jsii.String("connect_address"), &cdktf.TerraformOutputConfig{Value: staging.ConnectAddress()})

	app.Synth()
}
