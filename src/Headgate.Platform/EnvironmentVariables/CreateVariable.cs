using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Makes one value of an environment variable.</summary>
internal sealed class CreateVariable : IOperation<VariableChange>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environment_variables.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environment-variables/",
            Capability = Capabilities.EnvironmentVariables,
            Permission = Permission.Write(PermissionResource.CustomEnvVariables),
            Suffices = ["Job Admin", "Account Admin"],
            Risk = "Runs read the value from their next start on: it can steer what models build, and where.",
            ConcernsParts = true,
            Sentence = "{actor} set the environment variable \"{name}\" in {target}",
            Summary = "Set a value of an environment variable",
            Description =
                "Sets a value for the project, an environment, a job or a user; in a run a job's value goes before its environment's, and that before the project's. "
                + "Personal values are for their user's own development, and no run reads them. "
                + "Values of DBT_ENV_SECRET… are kept encrypted and never shown again.",
            Fields = VariableFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.EnvironmentVariableView),
            Limits = $"{VariableRules.Most} values a project, {VariableValue.Longest} characters a value.",
            Source = "openapi-v3: Create Projects Environment Variable",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<VariableChange> input, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId!.Value;
        var change = input.ApplyTo(new(new EnvironmentVariable { AccountId = call.AccountId, ProjectId = project }));
        var row = change.Row;
        VariableRules.CheckPlace(call, input, row);
        if (VariableValue.Fault(row.Name, change.Value!) is { } fault)
        {
            input.Problem("raw_value", fault);
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (input.Refusal is null && await VariableRules.SameAsync(db, row, cancellation) is not null)
        {
            input.Problem("name", VariableRows.Taken);
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (await VariableRules.FullAsync(db, project, 1, cancellation) is { } full)
        {
            return Answer.RuleBroken(full);
        }
        VariableValue.Write(row, change.Value!, call.Service<SecretsAtRest>());
        db.EnvironmentVariables.Add(row);
        return await VariableRules.SaveAsync(db, cancellation)
            ? call.Ok(await VariableRows.ViewAsync(call, db, row, cancellation))
            : Answer.BadRequest("name", VariableRows.Taken);
    }
}
