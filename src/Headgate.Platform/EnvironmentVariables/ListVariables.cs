using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Reads the environment variables of a project beside its environments.</summary>
internal sealed class ListVariables : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environment_variables.by_environment",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environment-variables/environment/",
            Capability = Capabilities.EnvironmentVariables,
            Permission = Permission.Read(PermissionResource.CustomEnvVariables),
            Suffices = ["Job Viewer"],
            Risk = "Shows every value that is no secret, with the names of the environments.",
            ConcernsParts = true,
            Sentence = "{actor} read environment variables of {target}",
            Summary = "List environment variables by environment",
            Description =
                "The variables of a project: for each its value as the project's default and in each environment that the caller may see. "
                + "Secrets (DBT_ENV_SECRET…) are shown as ten asterisks. Environments that share a name, or are named project, have their id behind it.",
            Answers = AnswerForm.One(PlatformJson.Default.VariablesByEnvironmentView),
            Envelope = EnvelopeForm.Extended,
            Source = "openapi-v3: Retrieve Projects Environment Variables Environment",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId!.Value;
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var labels = (await EnvironmentLabels.LoadAsync(db, project, cancellation))
            .All.Where(l => call.Scope.Sees(project, l.Id, null))
            .ToList();
        var byId = labels.ToDictionary(l => l.Id, l => l.Label);
        var rows = await db
            .EnvironmentVariables.AsNoTracking()
            .Where(v => v.ProjectId == project && v.State == RowState.Active)
            .Where(v => v.Type == VariableTypes.Project || v.Type == VariableTypes.Environment)
            .OrderBy(v => v.Name)
            .ThenBy(v => v.EnvironmentId)
            .ToListAsync(cancellation);
        var variables = new Dictionary<string, IReadOnlyDictionary<string, VariableValueView>>(StringComparer.Ordinal);
        foreach (var variable in rows.GroupBy(v => v.Name, StringComparer.Ordinal))
        {
            var values = new Dictionary<string, VariableValueView>(StringComparer.Ordinal);
            foreach (var row in variable.OrderBy(v => VariableTypes.Precedence(v.Type)))
            {
                if (Label(row) is { } label)
                {
                    values[label] = VariableRows.Shown(row);
                }
            }
            if (values.Count > 0)
            {
                variables[variable.Key] = values;
            }
        }
        return call.Ok(new VariablesByEnvironmentView([VariableTypes.Project, .. labels.Select(l => l.Label)], variables));

        string? Label(EnvironmentVariable row) =>
            row.EnvironmentId is { } environment ? byId.GetValueOrDefault(environment)
            : call.Scope.Sees(project, null, null) ? VariableTypes.Project
            : null;
    }
}
