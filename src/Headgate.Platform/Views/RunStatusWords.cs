using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Statuses of runs and steps in words and colours.</summary>
internal static class RunStatusWords
{
    /// <summary>Queued, Starting, Running, Success, Error, Cancelled.</summary>
    public static string Humanized(RunStatus status) => status.ToString();

    /// <summary>The colour that dbt's pages give a step.</summary>
    public static string Color(RunStatus status) =>
        status switch
        {
            RunStatus.Success => "success",
            RunStatus.Error => "danger",
            RunStatus.Cancelled => "secondary",
            RunStatus.Running or RunStatus.Starting => "info",
            _ => "default",
        };

    /// <summary>Whether nothing more will happen to a run or step in this status.</summary>
    public static bool IsComplete(this RunStatus status) => status is RunStatus.Success or RunStatus.Error or RunStatus.Cancelled;
}
