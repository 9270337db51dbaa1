using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Decides for some kinds of callers. Pure: it reads the caller's compiled grants and the call, and waits for nothing.</summary>
public interface IDecider
{
    /// <summary>Whether it decides for this kind of caller.</summary>
    bool Decides(CallerKind kind);

    /// <summary>
    /// Decides a call. It is asked once or twice: for an operation with a body first with <see cref="CallFacts.Arguments"/> null, so that nobody who may not
    /// call at all has a body parsed (for a target that comes from the body: whether any grant could allow it), then with the arguments.
    /// </summary>
    Decision Decide(in CallFacts call);

    /// <summary>Whether the caller may see a related thing of another capability, for <c>include_related</c>.</summary>
    bool MaySee(Caller caller, Capability capability, Permission permission, Target target);
}
