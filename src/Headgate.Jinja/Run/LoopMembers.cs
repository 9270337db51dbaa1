namespace Headgate.Jinja.Run;

/// <summary>The names of the attributes of <c>loop</c>.</summary>
internal static class LoopMembers
{
    /// <summary>What an attribute of <c>loop</c> is, by its name.</summary>
    public static LoopMember Of(string name) =>
        name switch
        {
            "index" => LoopMember.Index,
            "index0" => LoopMember.Index0,
            "first" => LoopMember.First,
            "last" => LoopMember.Last,
            "length" => LoopMember.Length,
            "revindex" => LoopMember.RevIndex,
            "revindex0" => LoopMember.RevIndex0,
            "depth" => LoopMember.Depth,
            "depth0" => LoopMember.Depth0,
            "previtem" => LoopMember.PrevItem,
            "nextitem" => LoopMember.NextItem,
            _ => LoopMember.None,
        };
}
