namespace Headgate.Store.Model;

/// <summary>Where a project's files come from: a git URL, or a folder managed by this server.</summary>
public sealed class Repository : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long? ProjectId { get; set; }

    /// <summary>Short name.</summary>
    public string? Name { get; set; }

    /// <summary>Name with owner, e.g. "shop/orchard".</summary>
    public string? FullName { get; set; }

    /// <summary>Git URL, or the path of a local folder.</summary>
    public string? RemoteUrl { get; set; }

    /// <summary>ado, github, managed, gitlab or manual_config.</summary>
    public string? RemoteBackend { get; set; }

    /// <summary>deploy_key, github_app, deploy_token, azure_active_directory_app or git_token.</summary>
    public string? GitCloneStrategy { get; set; }

    /// <summary>Deploy key.</summary>
    public long? DeployKeyId { get; set; }

    /// <summary>Public half of the deploy key.</summary>
    public string? DeployPublicKey { get; set; }

    /// <summary>Credentials for git.</summary>
    public long? RepositoryCredentialsId { get; set; }

    /// <summary>GitHub App installation.</summary>
    public long? GithubInstallationId { get; set; }

    /// <summary>GitHub webhook.</summary>
    public long? GithubWebhookId { get; set; }

    /// <summary>Repository at GitHub.</summary>
    public string? GithubRepo { get; set; }

    /// <summary>Private endpoint.</summary>
    public string? PrivateLinkEndpointId { get; set; }

    /// <summary>Git provider.</summary>
    public long? GitProviderId { get; set; }

    /// <summary>Address for people.</summary>
    public string? WebUrl { get; set; }

    /// <summary>Template of a pull request's address.</summary>
    public string? PullRequestUrlTemplate { get; set; }

    /// <summary>Branch used when an environment names none; null lets git decide.</summary>
    public string? DefaultBranch { get; set; }

    /// <summary>GitLab details: a JSON object.</summary>
    public string? Gitlab { get; set; }

    /// <summary>Reached through a private endpoint.</summary>
    public bool IsPrivateLinkEnabled { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
