using Headgate.Catalogue;

namespace Headgate.Platform.Repositories;

/// <summary>What several operations on repositories say alike.</summary>
internal static class RepositoryTexts
{
    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("remote_url", "string", "Git address: https://…, ssh://…, git://… or git@host:owner/name.git.", required: true),
        Parameter.Body("git_clone_strategy", "string", "deploy_key, github_app, deploy_token, azure_active_directory_app or git_token."),
        Parameter.Body("remote_backend", "string", "github, gitlab, ado, managed or manual_config; follows from the address where absent."),
        Parameter.Body("github_installation_id", "integer", "For github_app."),
        Parameter.Body("gitlab_project_id", "integer", "For deploy_token."),
        Parameter.Body("pull_request_url_template", "string", "Template of a pull request's address."),
        Parameter.Body("private_link_endpoint_id", "string", "Private endpoint."),
    ];
}
