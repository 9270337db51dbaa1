using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Execution;

/// <summary>What the steps of any run need from the server.</summary>
/// <param name="Ledger">Changes of the run.</param>
/// <param name="Rows">Rows of steps.</param>
/// <param name="Artifacts">Keeps the target folder.</param>
/// <param name="Material">Artifacts that a run starts with.</param>
/// <param name="CloneStep">Step 1.</param>
/// <param name="ProfileStep">Step 2.</param>
/// <param name="Secrets">Opens secrets.</param>
/// <param name="Store">Where data lives.</param>
/// <param name="Settings">How runs are executed.</param>
/// <param name="Databases">The database.</param>
/// <param name="Isolation">What keeps runs apart.</param>
/// <param name="Terms">Holds runs against the terms under which they were allowed.</param>
/// <param name="Publishing">Shows readers what a run built.</param>
public sealed record RunParts(
    RunLedger Ledger,
    StepRows Rows,
    RunArtifacts Artifacts,
    RetryMaterial Material,
    CloneRepository CloneStep,
    CreateProfile ProfileStep,
    SecretsAtRest Secrets,
    StoreSettings Store,
    RunSettings Settings,
    IDbContextFactory<HeadgateDb> Databases,
    RunIsolation Isolation,
    HoldTerms Terms,
    RunPublishing Publishing
);
