namespace Headgate.Jinja.Run;

/// <summary>The attributes of <c>loop</c> that are read without a call.</summary>
internal enum LoopMember
{
    /// <summary>Another name.</summary>
    None,
    Index,
    Index0,
    First,
    Last,
    Length,
    RevIndex,
    RevIndex0,
    Depth,
    Depth0,
    PrevItem,
    NextItem,
}
