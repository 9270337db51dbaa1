using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Runs.Runners;

/// <summary>Says of a runner's token, wherever a caller's credential is asked for, that it is none: it is for <see cref="RunnerDoor"/> alone.</summary>
internal sealed class RunnerCallers : ICallerSource
{
    public string Prefix => RunnerTokens.Prefix;

    public ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation) =>
        new(CallerResult.Refused(Reason.WrongRealm));
}
