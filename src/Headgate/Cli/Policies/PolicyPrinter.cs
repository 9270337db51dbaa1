using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Policies;

/// <summary>Shows what a policy file would do.</summary>
internal static class PolicyPrinter
{
    /// <summary>The tests; failed where one fails or the file has a fault.</summary>
    public static int Tests(JsonNode plan, bool json, Terminal terminal)
    {
        var tests = Items(plan, "tests");
        var failed = tests.Count(t => !t["passed"]!.GetValue<bool>());
        if (json)
        {
            terminal.Line(plan.ToJsonString(JsonOption.Format));
            return failed == 0 && Items(plan, "faults").Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }
        if (Faults(plan, terminal))
        {
            return ExitCode.Failed;
        }
        foreach (var test in tests)
        {
            var passed = test["passed"]!.GetValue<bool>();
            terminal.Line($"{terminal.Painted(passed ? "ok  " : "FAIL", passed ? Paint.Green : Paint.Red)}  {Text(test["name"])}");
            if (!passed)
            {
                terminal.Line($"      line {test["line"]}: {Text(test["message"])}");
            }
        }
        terminal.Line($"{tests.Count - failed} passed, {failed} failed");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>The differences.</summary>
    public static int Difference(JsonNode plan, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Line(plan.ToJsonString(JsonOption.Format));
            return Items(plan, "faults").Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }
        if (Faults(plan, terminal))
        {
            return ExitCode.Failed;
        }
        foreach (var drift in Items(plan, "drift"))
        {
            terminal.Line(terminal.Painted("beside  ", Paint.Yellow) + Text(drift));
        }
        foreach (var rule in Items(plan, "unreachable"))
        {
            terminal.Line(terminal.Painted("needless  ", Paint.Yellow) + Text(rule));
        }
        var changes = Items(plan, "changes");
        foreach (var change in changes)
        {
            terminal.Line(Text(change));
        }
        if (changes.Count == 0)
        {
            terminal.Line("No difference.");
        }
        return ExitCode.Done;
    }

    /// <summary>What recorded calls would come to.</summary>
    public static void Rehearsal(JsonNode told, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Line(told.ToJsonString(JsonOption.Format));
            return;
        }
        terminal.Line(
            $"Of {told["calls"]} calls {told["now_denied"]} would now be denied, {told["now_allowed"]} would now pass, {told["same"]} stay as they were."
        );
        if (told["not_judged"]!.GetValue<long>() is > 0 and var none)
        {
            terminal.Line($"{none} were turned away before any rule was asked.");
        }
        foreach (var (name, paint) in new[] { ("denied_examples", Paint.Red), ("allowed_examples", Paint.Green) })
        {
            foreach (var example in Items(told, name))
            {
                terminal.Line(
                    $"{terminal.Painted(name == "denied_examples" ? "denied " : "allowed", paint)}  {example["sequence"]}  {Text(example["sentence"])}"
                );
                terminal.Line($"         {Text(example["message"])}");
            }
        }
    }

    private static bool Faults(JsonNode plan, Terminal terminal)
    {
        var faults = Items(plan, "faults");
        foreach (var fault in faults)
        {
            terminal.Error($"line {fault["line"]}: {Text(fault["message"])}");
        }
        return faults.Count > 0;
    }

    private static List<JsonNode> Items(JsonNode plan, string name) => [.. (plan[name] as JsonArray ?? []).OfType<JsonNode>()];

    private static string Text(JsonNode? node) => AnsiCodes.Strip(node?.ToString() ?? "");
}
