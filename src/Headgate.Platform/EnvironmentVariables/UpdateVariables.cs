using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Changes an environment variable in several places, or its name: all of it, or nothing.</summary>
internal sealed class UpdateVariables : IOperation<BulkVariables>
{
    public static Operation Spec { get; } =
        CreateVariables.Spec with
        {
            Id = "environment_variables.update_bulk",
            Method = "PUT",
            Sentence = "{actor} changed an environment variable in {target}",
            Summary = "Change an environment variable in several environments",
            Description =
                "Sets, changes and deletes values of one variable, by project, by names of environments or by ids of values; places that are not named stay as they are. "
                + "With new_name the variable is renamed at all places, jobs and users too; a secret cannot be renamed to what is none. If anything is wrong, nothing is changed.",
            Fields = VariableFields.UpdateBulk,
            Answers = AnswerForm.One(PlatformJson.Default.VariablesChangedView),
            Source = "openapi-v3: Update Projects Environment Variables Bulk",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<BulkVariables> input, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId!.Value;
        var variable = input.ApplyTo(new()).Variables[0];
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = await db
            .EnvironmentVariables.Where(v => v.ProjectId == project && v.Name == variable.Name && v.State == RowState.Active)
            .ToListAsync(cancellation);
        var change = new VariableRevision(call, await EnvironmentLabels.LoadAsync(db, project, cancellation), rows, Problem);
        if (rows.Count == 0)
        {
            Problem("name", "is no variable of the project");
        }
        else
        {
            change.Apply(variable);
            if (variable.NewName is { } name && name != variable.Name)
            {
                await RenameAsync(name);
            }
        }
        if (input.Refusal is null && await VariableRules.FullAsync(db, project, change.Made.Count, cancellation) is { } full)
        {
            input.Problem("reason", full);
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        db.EnvironmentVariables.AddRange(change.Made);
        if (!await VariableRules.SaveAsync(db, cancellation))
        {
            Problem("name", VariableRows.Taken);
            return input.Refusal!;
        }
        return call.Ok(
            new VariablesChangedView
            {
                Message = $"Environment variable {variable.NewName ?? variable.Name} was updated.",
                NewVarIds = [.. change.Made.Select(r => r.Id)],
                DeletedVarIds = [.. change.Deleted.Select(r => r.Id)],
            }
        );

        // dbt's form of this refusal is one reason; the field stands beside it, as everywhere.
        void Problem(string key, string message)
        {
            input.Problem($"{VariableFields.BulkChange}.{key}", message);
            input.Problem("reason", $"{VariableFields.BulkChange}.{key}: {message}");
        }

        async Task RenameAsync(string name)
        {
            if (VariableNames.Fault(name) is { } fault)
            {
                Problem("new_name", fault);
            }
            else if (VariableNames.IsSecret(variable.Name) && !VariableNames.IsSecret(name))
            {
                Problem("new_name", "would show a secret; make a variable of that name instead");
            }
            else if (
                await db.EnvironmentVariables.AnyAsync(
                    v => v.ProjectId == project && v.Name == name && v.State == RowState.Active,
                    cancellation
                )
            )
            {
                Problem("new_name", "is a variable of the project already");
            }
            else
            {
                change.Rename(name);
            }
        }
    }
}
