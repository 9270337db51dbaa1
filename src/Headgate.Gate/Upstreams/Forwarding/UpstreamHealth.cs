using System.Collections.Concurrent;
using Headgate.Gate.Upstreams.Accounts;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>How accounts elsewhere have answered of late. One that fails several times in a row is left alone for a moment; then a single call tries it.</summary>
internal sealed class UpstreamHealth(UpstreamLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, State> _states = new();

    /// <summary>How long an account is still left alone; null where it may be called.</summary>
    public TimeSpan? Resting(KnownUpstream upstream)
    {
        if (!_states.TryGetValue(upstream.Id, out var state))
        {
            return null;
        }
        lock (state)
        {
            var now = time.GetUtcNow();
            if (state.RestsUntil is not { } until)
            {
                return null;
            }
            if (now < until)
            {
                return until - now;
            }
            // This call tries it; the others wait for what comes of that.
            state.RestsUntil = now + limits.Rest;
            return null;
        }
    }

    /// <summary>Notes an answer, whatever it said.</summary>
    public void Answered(KnownUpstream upstream)
    {
        var state = _states.GetOrAdd(upstream.Id, static _ => new State());
        lock (state)
        {
            (state.Failures, state.RestsUntil, state.GoodAt) = (0, null, time.GetUtcNow());
        }
    }

    /// <summary>Notes a fault.</summary>
    public void Failed(KnownUpstream upstream, UpstreamFault fault)
    {
        var state = _states.GetOrAdd(upstream.Id, static _ => new State());
        lock (state)
        {
            var now = time.GetUtcNow();
            (state.Fault, state.FaultAt) = (fault.Says, now);
            if (fault.IsOutage && ++state.Failures >= limits.FailuresInRow)
            {
                state.RestsUntil = now + limits.Rest;
            }
        }
    }

    /// <summary>Forgets what was, for an account that was changed.</summary>
    public void Forget(long upstream) => _states.TryRemove(upstream, out _);

    /// <summary>The health in a word, with what went wrong last and when, and when it was good.</summary>
    public (string Word, string? Fault, DateTimeOffset? FaultAt, DateTimeOffset? GoodAt) Of(long upstream)
    {
        if (!_states.TryGetValue(upstream, out var state))
        {
            return ("unknown", null, null, null);
        }
        lock (state)
        {
            var word =
                state.RestsUntil is { } until && time.GetUtcNow() < until ? "resting"
                : state.FaultAt is { } fault && (state.GoodAt is not { } good || fault >= good) ? "failing"
                : "good";
            return (word, state.Fault, state.FaultAt, state.GoodAt);
        }
    }

    private sealed class State
    {
        public int Failures;
        public DateTimeOffset? RestsUntil;
        public string? Fault;
        public DateTimeOffset? FaultAt;
        public DateTimeOffset? GoodAt;
    }
}
