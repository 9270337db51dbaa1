using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>What must hold of values beyond their single fields.</summary>
internal static class VariableRules
{
    /// <summary>Most values that a project may have.</summary>
    public const int Most = 1000;

    /// <summary>Whether a value is another person's own, which nobody else reads or changes.</summary>
    public static bool IsOfAnother(CallContext call, EnvironmentVariable row) => row.UserId is { } user && user != call.Caller.UserId;

    /// <summary>Notes what is wrong with the place of a value: it names the thing of its type and nothing else, in this project.</summary>
    public static void CheckPlace<T>(CallContext call, Input<T> input, EnvironmentVariable row)
    {
        if (row.ProjectId != call.Target.ProjectId)
        {
            input.Problem("project_id", "the project of the body must be the project of the path");
        }
        Check("environment_id", VariableTypes.Environment, row.EnvironmentId);
        Check("job_definition_id", VariableTypes.Job, row.JobDefinitionId);
        Check("user_id", VariableTypes.User, row.UserId);
        if (row.UserId is not null && IsOfAnother(call, row))
        {
            input.Problem("user_id", "a personal value is set by its user alone, with a personal access token");
        }
        return;

        void Check(string field, string type, long? id)
        {
            if (row.Type != type)
            {
                if (id is not null)
                {
                    input.Problem(field, $"belongs to the type {type}; this value has the type {row.Type}");
                }
                return;
            }
            if (id is null)
            {
                input.Problem(field, AnswerTexts.Required);
            }
            else if (type != VariableTypes.User && call.Reference(field)?.ProjectId != call.Target.ProjectId)
            {
                input.Problem(field, "nothing in this project has this id");
            }
        }
    }

    /// <summary>The active value of the same name in the same scope, or null.</summary>
    public static Task<EnvironmentVariable?> SameAsync(HeadgateDb db, EnvironmentVariable row, CancellationToken cancellation) =>
        db
            .EnvironmentVariables.AsNoTracking()
            .FirstOrDefaultAsync(
                v =>
                    v.ProjectId == row.ProjectId
                    && v.State == RowState.Active
                    && v.Name == row.Name
                    && v.Type == row.Type
                    && v.EnvironmentId == row.EnvironmentId
                    && v.JobDefinitionId == row.JobDefinitionId
                    && v.UserId == row.UserId
                    && v.Id != row.Id,
                cancellation
            );

    /// <summary>Why a project may have no more values; null where it may.</summary>
    public static async Task<string?> FullAsync(HeadgateDb db, long project, int more, CancellationToken cancellation) =>
        await db.EnvironmentVariables.CountAsync(v => v.ProjectId == project && v.State == RowState.Active, cancellation) + more > Most
            ? $"a project has at most {Most} values of environment variables; delete some first"
            : null;

    /// <summary>
    /// Saves; false where somebody else made the same value at the same moment. The rows that were to be made are then worth nothing, and the caller is told that the name is taken.
    /// </summary>
    public static async Task<bool> SaveAsync(HeadgateDb db, CancellationToken cancellation)
    {
        var made = db
            .ChangeTracker.Entries<EnvironmentVariable>()
            .Where(e => e.State != EntityState.Deleted)
            .Select(e => e.Entity)
            .ToList();
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException)
        {
            foreach (var row in made.Where(r => r.State == RowState.Active))
            {
                if (await SameAsync(db, row, cancellation) is not null)
                {
                    return false;
                }
            }
            throw;
        }
    }
}
