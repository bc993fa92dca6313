from cdktf import App, LocalBackend, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_null.provider import NullProvider
from cdktf_cluster_restore import PasswordSink, RemovalPolicy, zilliz

app = App()
stack = TerraformStack(app, "staging")
LocalBackend(stack, path="../../../state/staging.tfstate")
NullProvider(stack, "null")

staging = zilliz.RestoredCluster(
    stack,
    "articles",
    backup=zilliz.Backup.from_id(
        cluster_id="in01-3b1c0a5d4e6f789",
        backup_id="backup11_0f5d2c9a7e3b41d",
    ),
    target_project="proj-7c41d0b2e98f4a6d5e3c1f",
    target_project_plan=zilliz.ProjectPlan.BUSINESS_CRITICAL,
    cluster_name="articles-staging",
    cu_size=2,
    collection_status=zilliz.CollectionStatus.KEEP,
    restore_version_policy=zilliz.RestoreVersionPolicy.ORIGINAL,
    password_sink=PasswordSink.file("../../../secrets/staging.password"),
    removal_policy=RemovalPolicy.DESTROY,
)

TerraformOutput(stack, "cluster_id", value=staging.cluster_id)
TerraformOutput(stack, "connect_address", value=staging.connect_address)

app.synth()
