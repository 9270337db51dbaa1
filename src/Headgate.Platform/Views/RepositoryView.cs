using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A repository on the wire, the same in v2 and v3.</summary>
internal sealed record RepositoryView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public long? ProjectId { get; init; }
    public string? FullName { get; init; }
    public string? Name { get; init; }
    public string? RemoteUrl { get; init; }
    public string? RemoteBackend { get; init; }
    public string? GitCloneStrategy { get; init; }
    public long? DeployKeyId { get; init; }
    public long? RepositoryCredentialsId { get; init; }
    public long? GithubInstallationId { get; init; }
    public long? GithubWebhookId { get; init; }
    public string? GithubRepo { get; init; }
    public required int State { get; init; }
    public string? PrivateLinkEndpointId { get; init; }
    public long? GitProviderId { get; init; }
    public string? WebUrl { get; init; }
    public string? PullRequestUrlTemplate { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public DeployKeyView? DeployKey { get; init; }
    public JsonElement? GitProvider { get; init; }
    public JsonElement? Gitlab { get; init; }
    public required bool IsPrivateLinkEnabled { get; init; }

    /// <param name="repository">The row.</param>
    /// <param name="withKey">Whether the public half of its deploy key is shown.</param>
    public static RepositoryView Of(Repository repository, bool withKey = true) =>
        new()
        {
            Id = repository.Id,
            AccountId = repository.AccountId,
            ProjectId = repository.ProjectId,
            FullName = repository.FullName,
            Name = repository.Name,
            RemoteUrl = repository.RemoteUrl,
            RemoteBackend = repository.RemoteBackend,
            GitCloneStrategy = repository.GitCloneStrategy,
            DeployKeyId = repository.DeployKeyId,
            RepositoryCredentialsId = repository.RepositoryCredentialsId,
            GithubInstallationId = repository.GithubInstallationId,
            GithubWebhookId = repository.GithubWebhookId,
            GithubRepo = repository.GithubRepo,
            State = (int)repository.State,
            PrivateLinkEndpointId = repository.PrivateLinkEndpointId,
            GitProviderId = repository.GitProviderId,
            WebUrl = repository.WebUrl,
            PullRequestUrlTemplate = repository.PullRequestUrlTemplate,
            CreatedAt = repository.CreatedAt,
            UpdatedAt = repository.UpdatedAt,
            DeployKey =
                withKey && repository.DeployPublicKey is { } key
                    ? new(repository.DeployKeyId ?? repository.Id, repository.AccountId, (int)repository.State, key)
                    : null,
            Gitlab = repository.Gitlab is { } gitlab ? StoredJson.Read(gitlab) : null,
            IsPrivateLinkEnabled = repository.IsPrivateLinkEnabled,
        };
}

/// <summary>The public half of a deploy key.</summary>
internal sealed record DeployKeyView(long Id, long AccountId, int State, string PublicKey);
