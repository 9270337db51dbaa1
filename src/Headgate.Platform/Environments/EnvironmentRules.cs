using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Profiles;
using Headgate.Platform.Repositories;
using Headgate.Platform.Settings;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>What must hold of an environment beyond its single fields.</summary>
internal static class EnvironmentRules
{
    private const string Unknown = "nothing in this project has this id";

    /// <summary>Notes which things a body names that are not there for the environment's project.</summary>
    public static void CheckReferences(CallContext call, Input<DbtEnvironment> input, DbtEnvironment environment)
    {
        Named(call, input, "connection_id", environment.ConnectionId, environment.ProjectId);
        Named(call, input, "credentials_id", environment.CredentialsId, environment.ProjectId);
        Named(call, input, "repository_id", environment.RepositoryId, environment.ProjectId);
        Named(call, input, "extended_attributes_id", environment.ExtendedAttributesId, environment.ProjectId);
    }

    /// <summary>Notes what else is wrong with an environment as it shall be, with what it keeps though the body left it out.</summary>
    public static async Task CheckAsync(
        CallContext call,
        HeadgateDb db,
        Input<DbtEnvironment> input,
        DbtEnvironment environment,
        CancellationToken cancellation
    )
    {
        await AttributesAsync(call, db, input, environment, cancellation);
        await KindAsync(db, input, environment, cancellation);
        await BranchAsync(call, db, input, environment, cancellation);
    }

    private static void Named(CallContext call, Input<DbtEnvironment> input, string field, long? id, long project)
    {
        if (id is not null && (call.Reference(field) is not { } target || (target.ProjectId is { } of && of != project)))
        {
            input.Problem(field, Unknown);
        }
    }

    /// <summary>Whether attributes lead elsewhere depends on the kind of warehouse, which the connection says.</summary>
    private static async Task AttributesAsync(
        CallContext call,
        HeadgateDb db,
        Input<DbtEnvironment> input,
        DbtEnvironment environment,
        CancellationToken cancellation
    )
    {
        if (
            environment.ExtendedAttributesId is { } id
            && call.Reference("extended_attributes_id")?.Row is ExtendedAttributes row
            && await db
                .Connections.Where(c => c.Id == environment.ConnectionId)
                .Select(c => c.AdapterVersion)
                .FirstOrDefaultAsync(cancellation)
                is { } adapter
            && ProfileAttributes.Fault(
                WarehouseKinds.TypeOf(adapter),
                StoredJson.Read(row.Attributes),
                call.Service<PlatformSettings>().ExtendedAttributes
            )
                is { } fault
        )
        {
            input.Problem("extended_attributes_id", $"{id}: {fault}");
        }
    }

    private static async Task KindAsync(
        HeadgateDb db,
        Input<DbtEnvironment> input,
        DbtEnvironment environment,
        CancellationToken cancellation
    )
    {
        var others = db.Environments.Where(e =>
            e.ProjectId == environment.ProjectId && e.State == RowState.Active && e.Id != environment.Id
        );
        if (environment.Type is not "development")
        {
            if (environment.DeploymentType is { } type && await others.AnyAsync(e => e.DeploymentType == type, cancellation))
            {
                input.Problem("deployment_type", $"the project already has a {type} environment");
            }
            return;
        }
        if (environment.CredentialsId is not null)
        {
            input.Problem("credentials_id", "a development environment has no credentials; each developer has their own");
        }
        if (environment.DeploymentType is not null)
        {
            input.Problem("deployment_type", "a development environment has no deployment type");
        }
        if (await others.AnyAsync(e => e.Type == "development", cancellation))
        {
            input.Problem("type", "the project already has a development environment");
        }
    }

    private static async Task BranchAsync(
        CallContext call,
        HeadgateDb db,
        Input<DbtEnvironment> input,
        DbtEnvironment environment,
        CancellationToken cancellation
    )
    {
        if (!environment.UseCustomBranch)
        {
            return;
        }
        if (environment.CustomBranch is null)
        {
            input.Problem("custom_branch", "use_custom_branch needs custom_branch");
            return;
        }
        var id =
            environment.RepositoryId
            ?? await db.Projects.Where(p => p.Id == environment.ProjectId).Select(p => p.RepositoryId).FirstOrDefaultAsync(cancellation);
        var repository = await db.Repositories.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation);
        if (repository is not null && RepositoryAddress.IsPlainFolder(repository.RemoteUrl))
        {
            input.Problem("use_custom_branch", "the repository is a folder of this server, which has no branches");
        }
    }
}
