using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Reads the environment variables that meet at a job.</summary>
internal sealed class ListJobVariables : IOperation<VariableQuestion>
{
    public static Operation Spec { get; } =
        ListVariables.Spec with
        {
            Id = "environment_variables.by_job",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environment-variables/job/",
            Sentence = "{actor} read environment variables of a job in {target}",
            Summary = "List environment variables of a job",
            Description =
                "Every variable that the job's runs read, with its values for the project, the job's environment and the job. "
                + "A run takes the job's, else the environment's, else the project's, as they are when it starts.",
            Fields = new Fields<VariableQuestion> { { In.Query.Id("job_definition_id", "The job.").Required(), (q, id) => q.Id = id } },
            Answers = AnswerForm.One(PlatformJson.Default.IReadOnlyDictionaryStringVariableLevelsView),
            Source = "openapi-v3: Retrieve Projects Environment Variables Job",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<VariableQuestion> input, CancellationToken cancellation)
    {
        var (project, id) = (call.Target.ProjectId, input.ApplyTo(new()).Id);
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var job = await db
            .Jobs.AsNoTracking()
            .FirstOrDefaultAsync(j => j.Id == id && j.ProjectId == project && j.State == RowState.Active, cancellation);
        if (job is null || !call.Scope.Sees(project, job.EnvironmentId, job.Id))
        {
            return Answer.NotFound;
        }
        return await VariableLevels.AnswerAsync(
            call,
            db.EnvironmentVariables.Where(v => v.Type != VariableTypes.User && (v.JobDefinitionId == null || v.JobDefinitionId == id)),
            job.EnvironmentId,
            job.Id,
            cancellation
        );
    }
}
