using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Replaces one value of an environment variable.</summary>
internal sealed class UpdateVariable : IOperation<VariableChange>
{
    public static Operation Spec { get; } =
        CreateVariable.Spec with
        {
            Id = "environment_variables.update",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environment-variables/{variable_id:long}/",
            ConcernsParts = false,
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a value of an environment variable",
            Description =
                "Changes a value, or its name; where it holds stays the same. A value that is not in the body stays as it is, and so does a secret that is sent as it is shown. "
                + "A secret gets a name that is no secret's only together with another value. A body with state 2 deletes the value.",
            Fields = VariableFields.Update,
            Answers = AnswerForm.One(PlatformJson.Default.EnvironmentVariableView),
            Limits = null,
            Source = "openapi-v3: Update Projects Environment Variable",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<VariableChange> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await VariableRows.DecidedAsync(call, db, cancellation) is not { } row)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            return await DeleteVariable.DeleteAsync(call, db, row, cancellation);
        }
        var sent = input.ApplyTo(new(new EnvironmentVariable { AccountId = call.AccountId, ProjectId = row.ProjectId }));
        CheckPlace(input, row, sent.Row);
        var (before, secrets) = (row.Name, call.Service<SecretsAtRest>());
        var value = VariableValue.IsMaskOf(before, sent.Value) ? null : sent.Value;
        if (value is null && VariableNames.IsSecret(before) && !VariableNames.IsSecret(sent.Row.Name))
        {
            input.Problem("name", "would show a secret; send another raw_value with it");
        }
        value ??= VariableValue.Read(row, secrets);
        row.Name = sent.Row.Name;
        if (input.Refusal is null && before != row.Name && await VariableRules.SameAsync(db, row, cancellation) is not null)
        {
            input.Problem("name", VariableRows.Taken);
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        VariableValue.Write(row, value, secrets);
        return await VariableRules.SaveAsync(db, cancellation)
            ? call.Ok(await VariableRows.ViewAsync(call, db, row, cancellation))
            : Answer.BadRequest("name", VariableRows.Taken);
    }

    private static void CheckPlace(Input<VariableChange> input, EnvironmentVariable row, EnvironmentVariable sent)
    {
        if (sent.ProjectId != row.ProjectId)
        {
            input.Problem("project_id", "the project of the body must be the project of the path");
        }
        if (
            (sent.Type, sent.EnvironmentId, sent.JobDefinitionId, sent.UserId)
            != (row.Type, row.EnvironmentId, row.JobDefinitionId, row.UserId)
        )
        {
            input.Problem("type", "a value stays where it is; set one of its own at the other place");
        }
    }
}
