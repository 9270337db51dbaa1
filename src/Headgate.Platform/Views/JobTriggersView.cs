namespace Headgate.Platform.Views;

/// <summary>What starts a job. <c>git_provider_webhook</c> is null where it was never set; <c>custom_branch_only</c> is withdrawn and always false.</summary>
internal sealed record JobTriggersView(bool GithubWebhook, bool? GitProviderWebhook, bool Schedule, bool OnMerge, bool CustomBranchOnly);
