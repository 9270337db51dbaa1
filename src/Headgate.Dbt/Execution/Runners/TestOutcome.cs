using System.Globalization;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>What a data test counted.</summary>
/// <param name="Failures">The number that its <c>fail_calc</c> gave.</param>
/// <param name="ShouldWarn">Does the number meet <c>warn_if</c>?</param>
/// <param name="ShouldError">Does the number meet <c>error_if</c>?</param>
internal sealed record TestOutcome(long Failures, bool ShouldWarn, bool ShouldError)
{
    /// <summary>Reads the one row of a test's query.</summary>
    /// <exception cref="DbtException">The query gave something else.</exception>
    public static TestOutcome Read(QueryTable table, ManifestNode test)
    {
        if (table.Rows.Count != 1 || table.Columns.Count != 3)
        {
            throw new DbtException(
                DbtErrorKind.Internal,
                $"dbt internally failed to execute {test.UniqueId}: Returned {table.Rows.Count} rows and {table.Columns.Count} cols, but expected 1 row and 3 columns",
                Subject.Of(test)
            );
        }
        var row = table.Rows[0];
        return new TestOutcome(
            Number(row[table.IndexOf("failures")], test),
            Truth(row[table.IndexOf("should_warn")], test),
            Truth(row[table.IndexOf("should_error")], test)
        );
    }

    /// <summary>The outcome as the test's severity and thresholds take it.</summary>
    /// <param name="test">The test.</param>
    /// <param name="warningsAreErrors">Does the call make a failure of a test that warns?</param>
    public NodeResult ToResult(ManifestNode test, bool warningsAreErrors)
    {
        var severe = !string.Equals(test.Config.Text("severity"), "warn", StringComparison.OrdinalIgnoreCase);
        var status =
            severe && ShouldError ? NodeStatus.Fail
            : !ShouldWarn ? NodeStatus.Pass
            : warningsAreErrors ? NodeStatus.Fail
            : NodeStatus.Warn;
        return new NodeResult
        {
            Node = test,
            Status = status,
            Failures = status == NodeStatus.Pass ? 0 : Failures,
            Message = status == NodeStatus.Pass ? null : Words(test, status, severe && ShouldError),
        };
    }

    private string Words(ManifestNode test, NodeStatus status, bool byError)
    {
        var verb = status == NodeStatus.Fail ? "fail" : "warn";
        var threshold = test.Config.Text(byError ? "error_if" : "warn_if") ?? "!= 0";
        return $"Got {Counted.Of((int)Math.Min(Failures, int.MaxValue), "result")}, configured to {verb} if {threshold}";
    }

    private static long Number(object? cell, ManifestNode test) =>
        cell is IConvertible number and not string ? Convert.ToInt64(number, CultureInfo.InvariantCulture)
        : long.TryParse(Convert.ToString(cell, CultureInfo.InvariantCulture), out var parsed) ? parsed
        : throw new DbtException(
            DbtErrorKind.Compilation,
            $"Expected fail_calc of {test.Name} to be a number, got {cell ?? "null"}",
            Subject.Of(test)
        );

    /// <summary>A text is what Python's strtobool makes of it.</summary>
    private static bool Truth(object? cell, ManifestNode test) =>
        cell switch
        {
            bool flag => flag,
            null => false,
            string text => text.ToLowerInvariant() switch
            {
                "y" or "yes" or "t" or "true" or "on" or "1" => true,
                "n" or "no" or "f" or "false" or "off" or "0" => false,
                _ => throw new DbtException(
                    DbtErrorKind.Compilation,
                    $"Macro 'dbt_macro__get_test_sql' returns '{text}'.  It is not type 'bool' and cannot not be converted reliably to a bool.",
                    Subject.Of(test)
                ),
            },
            IConvertible number => Convert.ToInt64(number, CultureInfo.InvariantCulture) != 0,
            _ => false,
        };
}
