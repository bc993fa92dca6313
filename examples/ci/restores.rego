# A team's rules for the review, for OPA or Conftest:
#   npx cluster-restore plan cdktf.out --format json > restores.json
#   conftest test restores.json --policy restores.rego --namespace restores
package restores

import rego.v1

# Refuse, and do not skip, a document that is not a restore plan.
deny contains message if {
	input.kind != "cdktf-cluster-restore/restore-plan"
	message := "this is not a restore plan: write it with cluster-restore plan --format json"
}

deny contains message if {
	some restore in input.restores
	count(restore.erases) > 0
	message := sprintf("%s erases data for good: %s", [restore.path, restore.erases[0]])
}

deny contains message if {
	some restore in input.restores
	restore.action == "create"
	not restore.about.expiresOn
	message := sprintf("%s creates a cluster without an expiry date: set expiresOn", [restore.path])
}

deny contains message if {
	some restore in input.restores
	some finding in restore.findings
	finding.stops
	message := sprintf("%s: %s [%s]", [restore.path, finding.problem, finding.ruleId])
}

deny contains message if {
	some entry in input.notReviewed
	message := sprintf("%s is not reviewed: %s", [entry.address, entry.why])
}
