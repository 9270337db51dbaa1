using Headgate.Wire;

namespace Headgate.Platform.Environments;

/// <summary>The project of a new environment: of the path in v3, of the body in v2.</summary>
internal static class EnvironmentProject
{
    public static long Of(CallContext call)
    {
        var asked = call.Body.Long("project_id", 1);
        if (call.Operation.Target.FromBody)
        {
            call.Body.Required("project_id");
            if (asked is not null && call.Reference("project_id") is null)
            {
                call.Body.Problem("project_id", "no project has this id");
            }
            return asked ?? 0;
        }
        if (asked is not null && asked != call.Target.ProjectId)
        {
            call.Body.Problem("project_id", "the project of the body must be the project of the path");
        }
        return call.Target.ProjectId!.Value;
    }
}
