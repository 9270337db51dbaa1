using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;
using Headgate.Dbt.Context.Running;

namespace Headgate.Dbt.Execution.UnitTests;

/// <summary>What the contexts of one unit test share: its own manifest, and everything else of the call.</summary>
internal static class UnitTestShared
{
    /// <summary>Makes what is shared.</summary>
    public static RunShared Of(RunFrame frame, InvocationFacts facts, Manifest manifest, UnitTestInputs inputs) =>
        new(facts, manifest, frame.Shared.Macros, frame.Shared.Adapter)
        {
            Cache = frame.Shared.Cache,
            QuerySent = frame.Shared.QuerySent,
            StandIns = inputs.StandIns,
        };
}
