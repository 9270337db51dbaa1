using Headgate.Platform.Runs.Retries;

namespace Headgate.Platform.Runs.Steps;

/// <summary>Whether a command opens the warehouse. Those that look at the project alone do not, so they wait for nobody who writes it and are given no way to it.</summary>
internal static class WarehouseUse
{
    public static bool Of(string command) => RetryRules.Verb(command) is not ("ls" or "list" or "deps" or "parse" or "clean");
}
