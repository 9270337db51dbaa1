using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Reads the environment variables that meet at a user's development.</summary>
internal sealed class ListUserVariables : IOperation<VariableQuestion>
{
    public static Operation Spec { get; } =
        ListVariables.Spec with
        {
            Id = "environment_variables.by_user",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environment-variables/user/",
            Sentence = "{actor} read environment variables for development in {target}",
            Summary = "List environment variables of a user",
            Description =
                "Every variable with its values for the project, its development environment and the user. "
                + "Personal values are for their user's own development; they are shown to that user alone, and no run reads them.",
            Fields = new Fields<VariableQuestion> { { In.Query.Id("user_id", "The user.").Required(), (q, id) => q.Id = id } },
            Answers = AnswerForm.One(PlatformJson.Default.IReadOnlyDictionaryStringVariableLevelsView),
            Source = "openapi-v3: Retrieve Projects Environment Variables User",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<VariableQuestion> input, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId;
        var user = input.ApplyTo(new()).Id == call.Caller.UserId ? call.Caller.UserId : null;
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var development = await db
            .Environments.Where(e => e.ProjectId == project && e.Type == "development" && e.State == RowState.Active)
            .Select(e => (long?)e.Id)
            .FirstOrDefaultAsync(cancellation);
        return await VariableLevels.AnswerAsync(
            call,
            db.EnvironmentVariables.Where(v => v.Type != VariableTypes.Job && (v.UserId == null || v.UserId == user)),
            development,
            null,
            cancellation
        );
    }
}
