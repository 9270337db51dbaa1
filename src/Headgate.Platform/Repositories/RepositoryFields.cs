using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;

namespace Headgate.Platform.Repositories;

/// <summary>What bodies say of repositories.</summary>
internal static class RepositoryFields
{
    private static readonly string[] Backends = ["ado", "github", "managed", "gitlab", "manual_config"];

    private static readonly string[] Strategies = ["azure_active_directory_app", "deploy_key", "deploy_token", "github_app", "git_token"];

    /// <summary>For a new repository.</summary>
    public static Fields<Repository> Create { get; } =
        new()
        {
            { In.Body.Id("project_id", "The project; must be that of the path."), (r, v) => r.ProjectId = v ?? r.ProjectId },
            {
                In.Body.Text("remote_url", "Git address: https://…, ssh://…, git://… or git@host:owner/name.git.", 2048).Required().Told(),
                (r, v) => r.RemoteUrl = v
            },
            {
                In.Body.Choice("remote_backend", "The git host; follows from the address where absent.", Backends).Told(),
                (r, v) => r.RemoteBackend = v
            },
            {
                In.Body.Choice("git_clone_strategy", "How it is cloned.", Strategies).Or("deploy_key").Told(),
                (r, v) => r.GitCloneStrategy = v
            },
            {
                In.Body.Text("full_name", "Owner and name; follows from the address where absent.").EmptyIsNone().Told(),
                (r, v) => r.FullName = v
            },
            { In.Body.Id("deploy_key_id", "Deploy key; kept and shown."), (r, v) => r.DeployKeyId = v },
            {
                In.Body.Id("repository_credentials_id", "Credentials at the git host; kept and shown."),
                (r, v) => r.RepositoryCredentialsId = v
            },
            {
                In.Body.Id("github_installation_id", "Installation of the GitHub app, for github_app."),
                (r, v) => r.GithubInstallationId = v
            },
            { In.Body.Id("github_webhook_id", "Webhook at GitHub; kept and shown."), (r, v) => r.GithubWebhookId = v },
            { In.Body.Id("git_provider_id", "Git provider; kept and shown."), (r, v) => r.GitProviderId = v },
            { In.Body.Id("gitlab_project_id", "Project at GitLab, for deploy_token."), SetGitlab },
            { In.Body.Text("private_link_endpoint_id", "Private endpoint; kept and shown.").EmptyIsNone(), SetEndpoint },
            {
                In.Body.Text("pull_request_url_template", "Template of a pull request's address; kept and shown.", 2048).EmptyIsNone(),
                (r, v) => r.PullRequestUrlTemplate = v
            },
            { BodyFields.NewState(), (_, _) => { } },
        };

    private static void SetEndpoint(Repository repository, string? endpoint)
    {
        repository.PrivateLinkEndpointId = endpoint;
        repository.IsPrivateLinkEnabled = endpoint is not null;
    }

    private static void SetGitlab(Repository repository, long? project) =>
        repository.Gitlab = project is { } id
            ? StoredJson.Write(
                new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["gitlab_project_id"] = StoredJson.Number(id) }
            )
            : null;
}
