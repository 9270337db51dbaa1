using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Makes environment variables with their values in several environments: all of them, or none.</summary>
internal sealed class CreateVariables : IOperation<BulkVariables>
{
    public static Operation Spec { get; } =
        CreateVariable.Spec with
        {
            Id = "environment_variables.create_bulk",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environment-variables/bulk/",
            ConcernsParts = false,
            Sentence = "{actor} created environment variables in {target}",
            Summary = "Create environment variables with values in several environments",
            Description =
                "Makes one variable, or a list of them, with its values for the project and for environments by their names. If anything is wrong, nothing is made. "
                + "One variable is answered by what was made (data.new_var_ids), a list by a list.",
            Fields = VariableFields.CreateBulk,
            Answers = AnswerForm.ListOf(PlatformJson.Default.VariableCreatedView),
            Source = "openapi-v3: Create Projects Environment Variables Bulk; terraform-provider-dbtcloud: one variable in place of a list",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<BulkVariables> input, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId!.Value;
        var variables = input.ApplyTo(new()).Variables;
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var labels = await EnvironmentLabels.LoadAsync(db, project, cancellation);
        var names = variables.Select(v => v.Name).ToList();
        var taken = await db
            .EnvironmentVariables.Where(v => v.ProjectId == project && v.State == RowState.Active && names.Contains(v.Name))
            .Where(v => v.Type == VariableTypes.Project || v.Type == VariableTypes.Environment)
            .Select(v => v.Name)
            .ToHashSetAsync(cancellation);
        var faults = new List<VariableFault>();
        var made = new List<(VariableValues Variable, List<EnvironmentVariable> Rows)>();
        foreach (var (index, variable) in variables.Index())
        {
            if (NameFault(variable, taken) is { } fault)
            {
                faults.Add(new(index, variable.Name, "new_name", fault));
            }
            taken.Add(variable.Name);
            made.Add((variable, [.. Rows(call, labels, variable, (key, message) => faults.Add(new(index, variable.Name, key, message)))]));
        }
        if (faults.Count == 0 && await VariableRules.FullAsync(db, project, made.Sum(m => m.Rows.Count), cancellation) is { } full)
        {
            faults.Add(new(0, names[0], "new_name", full));
        }
        if (faults.Count > 0)
        {
            return VariableFault.Refusal(faults, IsList(call));
        }
        db.EnvironmentVariables.AddRange(made.SelectMany(m => m.Rows));
        return await VariableRules.SaveAsync(db, cancellation)
            ? Made(call, made)
            : VariableFault.Refusal([new(0, names[0], "new_name", VariableRows.Taken)], IsList(call));
    }

    private static string? NameFault(VariableValues variable, HashSet<string> taken) =>
        VariableNames.Fault(variable.Name)
        ?? (taken.Contains(variable.Name) ? "is a variable of the project already; PUT changes it" : null)
        ?? (variable.Values.Values.All(string.IsNullOrEmpty) ? "has no value; give one for project or for an environment" : null);

    private static IEnumerable<EnvironmentVariable> Rows(
        CallContext call,
        EnvironmentLabels labels,
        VariableValues variable,
        Action<string, string> problem
    )
    {
        foreach (var (key, value) in variable.Values)
        {
            if (labels.Find(key) is not { } place)
            {
                problem(key, labels.Unknown);
            }
            else if (!string.IsNullOrEmpty(value))
            {
                if (VariableValue.Fault(variable.Name, value) is { } fault)
                {
                    problem(key, fault);
                    continue;
                }
                yield return VariableRows.New(call, variable.Name, place, value);
            }
        }
    }

    private static bool IsList(CallContext call) =>
        call.Source.Body.TryGetProperty(VariableFields.Bulk, out var sent) && sent.ValueKind == JsonValueKind.Array;

    private static Answer Made(CallContext call, List<(VariableValues Variable, List<EnvironmentVariable> Rows)> made)
    {
        List<VariableCreatedView> views =
        [
            .. made.Select(m => new VariableCreatedView("success", 200, m.Variable.Name, Of(m.Variable, m.Rows))),
        ];
        return IsList(call)
            ? Answer.Ok(json => JsonSerializer.Serialize(json, views, PlatformJson.Default.IReadOnlyListVariableCreatedView))
            : Answer.Ok(json => JsonSerializer.Serialize(json, views[0].Data, PlatformJson.Default.VariablesChangedView));
    }

    private static VariablesChangedView Of(VariableValues variable, List<EnvironmentVariable> rows) =>
        new() { Message = $"Environment variable {variable.Name} was created.", NewVarIds = [.. rows.Select(r => r.Id)] };
}
