using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Rows of values on their way from the database to an answer and back.</summary>
internal static class VariableRows
{
    /// <summary>The name of a variable in use, which no other may take.</summary>
    public const string Taken = "has a value there already; change that one";

    private static readonly Include Environment = RelatedKinds.Environment("environment", "The environment of the value.");

    /// <summary>The value of the path, for a change; null where it is gone, another person's, or where the caller may not do this at its place of now.</summary>
    public static async Task<EnvironmentVariable?> DecidedAsync(CallContext call, HeadgateDb db, CancellationToken cancellation)
    {
        var id = call.RouteLong("variable_id");
        if (await VariableTargets.FindAsync(db, call.AccountId, id, cancellation) is not { } now || !call.IsAllowedAt(now))
        {
            return null;
        }
        var row = await db.EnvironmentVariables.FirstOrDefaultAsync(v => v.Id == id && v.State == RowState.Active, cancellation);
        return row is null || VariableRules.IsOfAnother(call, row) ? null : row;
    }

    /// <summary>A new value of the project or of an environment.</summary>
    public static EnvironmentVariable New(CallContext call, string name, (string Type, long? EnvironmentId) place, string value)
    {
        var row = new EnvironmentVariable
        {
            AccountId = call.AccountId,
            ProjectId = call.Target.ProjectId!.Value,
            Name = name,
            Type = place.Type,
            EnvironmentId = place.EnvironmentId,
        };
        VariableValue.Write(row, value, call.Service<SecretsAtRest>());
        return row;
    }

    /// <summary>A value as lists show it.</summary>
    public static VariableValueView Shown(EnvironmentVariable row) => new(row.Id, VariableValue.Shown(row));

    /// <summary>Deletes a value; of what is deleted only name and place are kept.</summary>
    public static void Remove(EnvironmentVariable row) => (row.State, row.RawValue, row.SecretValue) = (RowState.Deleted, null, null);

    /// <summary>Deletes values of what is deleted itself.</summary>
    public static Task RemoveAsync(IQueryable<EnvironmentVariable> rows, DateTimeOffset now, CancellationToken cancellation) =>
        rows.Where(v => v.State == RowState.Active)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(v => v.State, RowState.Deleted)
                        .SetProperty(v => v.RawValue, (string?)null)
                        .SetProperty(v => v.SecretValue, (string?)null)
                        .SetProperty(v => v.UpdatedAt, now),
                cancellation
            );

    /// <summary>The view of a value, with its environment where the caller may see that.</summary>
    public static async Task<EnvironmentVariableView> ViewAsync(
        CallContext call,
        HeadgateDb db,
        EnvironmentVariable row,
        CancellationToken cancellation
    )
    {
        var environment = row.EnvironmentId is { } id
            ? await db.Environments.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, cancellation)
            : null;
        return EnvironmentVariableView.Of(
            row,
            VariableValue.Shown(row),
            environment is not null && call.MaySee(Environment, RowTargets.Of(environment))
                ? EnvironmentView.Of(environment, VisibleInProject.Of(call, environment.ProjectId))
                : null
        );
    }
}
