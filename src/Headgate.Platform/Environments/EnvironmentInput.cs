using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Reads an environment's body; what is left out falls back to its default.</summary>
internal static class EnvironmentInput
{
    public static async Task ApplyAsync(CallContext call, HeadgateDb db, DbtEnvironment environment, CancellationToken cancellation)
    {
        var body = call.Body;
        environment.Name = body.RequiredText("name");
        environment.Type = body.Choice("type", "development", "deployment") ?? "deployment";
        environment.DeploymentType = body.Choice("deployment_type", "production", "staging");
        environment.RawDbtVersion = body.Text("dbt_version", 255) ?? "latest";
        environment.DbtVersion = environment.RawDbtVersion;
        environment.UseCustomBranch = body.Bool("use_custom_branch") ?? false;
        environment.CustomBranch = Branch(body, environment.UseCustomBranch);
        environment.DbtProjectSubdirectory = body.Text("dbt_project_subdirectory");
        environment.SupportsDocs = body.Bool("supports_docs") ?? false;
        environment.EnableModelQueryHistory = body.Bool("enable_model_query_history") ?? false;
        environment.EnableDbtState = body.Bool("enable_dbt_state") ?? false;
        environment.PrimaryProfileId = body.Long("primary_profile_id", 1);
        environment.ExtendedAttributesId = body.Long("extended_attributes_id", 1);
        environment.ConnectionId = Known(call, "connection_id", environment.ProjectId);
        environment.CredentialsId = Known(call, "credentials_id", environment.ProjectId);
        environment.RepositoryId = Known(call, "repository_id", environment.ProjectId);
        await CheckAsync(body, db, environment, cancellation);
    }

    private static async Task CheckAsync(BodyReader body, HeadgateDb db, DbtEnvironment environment, CancellationToken cancellation)
    {
        var others = db.Environments.Where(e =>
            e.ProjectId == environment.ProjectId && e.State == RowState.Active && e.Id != environment.Id
        );
        if (environment.Type is "development")
        {
            if (environment.CredentialsId is not null)
            {
                body.Problem("credentials_id", "a development environment has no credentials; each developer has their own");
            }
            if (environment.DeploymentType is not null)
            {
                body.Problem("deployment_type", "a development environment has no deployment type");
            }
            if (await others.AnyAsync(e => e.Type == "development", cancellation))
            {
                body.Problem("type", "the project already has a development environment");
            }
        }
        else if (environment.DeploymentType is { } type && await others.AnyAsync(e => e.DeploymentType == type, cancellation))
        {
            body.Problem("deployment_type", $"the project already has a {type} environment");
        }
        if (
            environment.ExtendedAttributesId is { } attributes
            && !await db.ExtendedAttributes.AnyAsync(a => a.Id == attributes && a.ProjectId == environment.ProjectId, cancellation)
        )
        {
            body.Problem("extended_attributes_id", "nothing in this project has this id");
        }
    }

    private static long? Known(CallContext call, string field, long project)
    {
        var id = call.Body.Long(field, 1);
        if (id is null)
        {
            return null;
        }
        var target = call.Reference(field);
        if (target is null || (target.ProjectId is { } of && of != project))
        {
            call.Body.Problem(field, "nothing in this project has this id");
        }
        return id;
    }

    /// <summary>A branch goes to git's command line, so it may not look like an option.</summary>
    private static string? Branch(BodyReader body, bool used)
    {
        var branch = body.Text("custom_branch", 255);
        if (branch is not null && (branch.StartsWith('-') || branch.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))))
        {
            body.Problem("custom_branch", "a branch name without blanks that does not begin with - is required");
        }
        if (used && string.IsNullOrWhiteSpace(branch))
        {
            body.Problem("custom_branch", "use_custom_branch needs custom_branch");
        }
        return branch;
    }
}
