using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Decides for some kinds of callers. Pure: it reads the caller's compiled grants and the call, and waits for nothing.</summary>
public interface IDecider
{
    /// <summary>Whether it decides for this kind of caller.</summary>
    bool Decides(CallerKind kind);

    /// <summary>
    /// Decides a call. It is asked up to three times, and the first no ends the call: whether the operation could be allowed anywhere
    /// (<see cref="CallFacts.Anywhere"/>), before anything is looked up; whether it is allowed on the target that was found; and for an operation with
    /// a body whether it is allowed with these arguments. The scope of the last answer is what lists filter by.
    /// </summary>
    Decision Decide(in CallFacts call);

    /// <summary>Whether the caller may see a related thing of another capability, for <c>include_related</c>.</summary>
    bool MaySee(Caller caller, Capability capability, Permission permission, Target target);
}
