using System.Net;
using System.Text.Json;
using Headgate.Platform.Addresses;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Repositories;

/// <summary>Reads a repository's body.</summary>
internal static class RepositoryInput
{
    private static readonly string[] Schemes = ["https://", "http://", "ssh://", "git://", "git@"];

    /// <summary>Reads it. Folders of this server are allowed where the operator allows them (<see cref="PlatformSettings.AllowLocalRepositories"/>).</summary>
    public static void Apply(BodyReader body, Repository repository, PlatformSettings settings)
    {
        repository.RemoteUrl = RemoteUrl(body, settings.AllowLocalRepositories);
        repository.RemoteBackend =
            body.Choice("remote_backend", "ado", "github", "managed", "gitlab", "manual_config") ?? Backend(repository.RemoteUrl);
        repository.GitCloneStrategy =
            body.Choice("git_clone_strategy", "azure_active_directory_app", "deploy_key", "deploy_token", "github_app", "git_token")
            ?? "deploy_key";
        repository.FullName = body.Text("full_name") ?? FullName(repository.RemoteUrl);
        repository.Name = repository.FullName?.Split('/')[^1];
        repository.WebUrl = WebUrl(repository.RemoteUrl);
        repository.DeployKeyId = body.Long("deploy_key_id", 1);
        repository.RepositoryCredentialsId = body.Long("repository_credentials_id", 1);
        repository.GithubInstallationId = body.Long("github_installation_id", 1);
        repository.GithubWebhookId = body.Long("github_webhook_id", 1);
        repository.GitProviderId = body.Long("git_provider_id", 1);
        repository.PrivateLinkEndpointId = body.Text("private_link_endpoint_id");
        repository.PullRequestUrlTemplate = body.Text("pull_request_url_template", 2048);
        repository.IsPrivateLinkEnabled = repository.PrivateLinkEndpointId is not null;
        Gitlab(body, repository);
        if (repository.GitCloneStrategy is "github_app" && repository.GithubInstallationId is null)
        {
            body.Problem("github_installation_id", "git_clone_strategy github_app needs it");
        }
    }

    private static void Gitlab(BodyReader body, Repository repository)
    {
        var project = body.Long("gitlab_project_id", 1);
        if (repository.GitCloneStrategy is "deploy_token" && project is null)
        {
            body.Problem("gitlab_project_id", "git_clone_strategy deploy_token needs it");
        }
        repository.Gitlab = project is null
            ? null
            : StoredJson.Write(
                new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    ["account_id"] = Number(repository.AccountId),
                    ["gitlab_project_id"] = Number(project.Value),
                    ["state"] = Number(1),
                }
            );
    }

    private static JsonElement Number(long value) => JsonSerializer.SerializeToElement(value, PlatformJson.Default.Int64);

    /// <summary>The URL goes to git's command line: one of the usual forms, nothing that could be an option or another transport.</summary>
    private static string? RemoteUrl(BodyReader body, bool allowFolders)
    {
        var url = body.Text("remote_url", 2048);
        if (url is null)
        {
            body.Required("remote_url");
            return null;
        }
        if (allowFolders && IsFolder(url))
        {
            return url;
        }
        if (!Schemes.Any(s => url.StartsWith(s, StringComparison.Ordinal)) || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            body.Problem("remote_url", "a git address is required, such as https://… or git@host:owner/name.git");
        }
        else if (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            body.Problem("remote_url", "an address with a password in it is not allowed");
        }
        else if (!allowFolders && IsOnThisMachine(url))
        {
            body.Problem("remote_url", "an address of the server's own machine, or a link-local or reserved one, is not allowed");
        }
        return url;
    }

    /// <summary>Private networks are where teams' own git servers stand; loopback and the metadata services of clouds are not.</summary>
    private static bool IsOnThisMachine(string url)
    {
        var form = url.StartsWith("git@", StringComparison.Ordinal) ? "ssh://" + url.Replace(':', '/') : url;
        return Uri.TryCreate(form, UriKind.Absolute, out var parsed)
            && (
                AddressRules.IsLoopbackName(parsed.IdnHost)
                || (
                    IPAddress.TryParse(parsed.IdnHost.TrimEnd('.'), out var address)
                    && AddressRules.KindOf(address) is not (AddressKind.Public or AddressKind.Private)
                )
            );
    }

    private static bool IsFolder(string url) => Path.IsPathFullyQualified(url) && !url.Any(char.IsControl) && Directory.Exists(url);

    private static string Backend(string? url) =>
        url is null ? "manual_config"
        : url.Contains("github.com", StringComparison.OrdinalIgnoreCase) ? "github"
        : url.Contains("gitlab", StringComparison.OrdinalIgnoreCase) ? "gitlab"
        : url.Contains("dev.azure.com", StringComparison.OrdinalIgnoreCase) ? "ado"
        : "manual_config";

    private static string? FullName(string? url)
    {
        if (url is null)
        {
            return null;
        }
        var path = url.Contains("://", StringComparison.Ordinal)
            ? string.Join('/', url.Split('/').Skip(3))
            : url[(url.IndexOf(':', StringComparison.Ordinal) + 1)..];
        path = path.Trim('/');
        return path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
    }

    private static string? WebUrl(string? url) =>
        url is null ? null
        : url.StartsWith("git@", StringComparison.Ordinal) && url.Split(':', 2) is [var host, var path]
            ? $"https://{host[4..]}/{(path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path)}"
        : url.StartsWith("http", StringComparison.Ordinal) ? (url.EndsWith(".git", StringComparison.Ordinal) ? url[..^4] : url)
        : null;
}
