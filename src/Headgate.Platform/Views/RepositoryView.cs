using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A repository on the wire, the same in v2 and v3.</summary>
internal sealed record RepositoryView
{
    private readonly Repository _row;

    private RepositoryView(Repository row) => _row = row;

    /// <summary>A repository, with the public half of its deploy key where that is asked for.</summary>
    public static RepositoryView Of(Repository row, bool withKey = true) =>
        new(row)
        {
            DeployKey =
                withKey && row.DeployPublicKey is { } key ? new(row.DeployKeyId ?? row.Id, row.AccountId, (int)row.State, key) : null,
        };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long? ProjectId => _row.ProjectId;
    public string? FullName => _row.FullName;
    public string? Name => _row.Name;
    public string? RemoteUrl => _row.RemoteUrl;
    public string? RemoteBackend => _row.RemoteBackend;
    public string? GitCloneStrategy => _row.GitCloneStrategy;
    public long? DeployKeyId => _row.DeployKeyId;
    public long? RepositoryCredentialsId => _row.RepositoryCredentialsId;
    public long? GithubInstallationId => _row.GithubInstallationId;
    public long? GithubWebhookId => _row.GithubWebhookId;
    public string? GithubRepo => _row.GithubRepo;
    public int State => (int)_row.State;
    public string? PrivateLinkEndpointId => _row.PrivateLinkEndpointId;
    public long? GitProviderId => _row.GitProviderId;
    public string? WebUrl => _row.WebUrl;
    public string? PullRequestUrlTemplate => _row.PullRequestUrlTemplate;
    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;
    public DeployKeyView? DeployKey { get; init; }
    public JsonElement? GitProvider { get; init; }
    public RepositoryGitlabView? Gitlab => _row.Gitlab is { } stored ? RepositoryGitlabView.Of(_row, StoredJson.Read(stored)) : null;
    public bool IsPrivateLinkEnabled => _row.IsPrivateLinkEnabled;
}

/// <summary>The public half of a deploy key.</summary>
internal sealed record DeployKeyView(long Id, long AccountId, int State, string PublicKey);

/// <summary>The project at GitLab that a repository is; the platform makes no access token for it.</summary>
internal sealed record RepositoryGitlabView(long AccountId, long RepositoryId, long GitlabProjectId, int State)
{
    public long? ProjectAccessTokenId { get; init; }
    public SpaceTime? ExpiresAt { get; init; }

    public static RepositoryGitlabView Of(Repository row, JsonElement stored) =>
        new(row.AccountId, row.Id, stored.GetProperty("gitlab_project_id").GetInt64(), (int)row.State);
}
