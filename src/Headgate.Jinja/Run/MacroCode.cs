using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax;

namespace Headgate.Jinja.Run;

/// <summary>A compiled macro, or the body of a call block. The parameters have the first slots of its frame, in order.</summary>
internal sealed class MacroCode
{
    public required string? Name { get; init; }

    public required SourceText Source { get; init; }

    public required MacroParameter[] Parameters { get; init; }

    /// <summary>What the variables hold when the macro starts.</summary>
    public required EntryAction[] Entry { get; init; }

    public required FunctionCode Function { get; init; }

    /// <summary>Slot of <c>caller</c>, or -1 where the macro does not use it.</summary>
    public required int CallerSlot { get; init; }

    /// <summary>Slot of <c>kwargs</c>, or -1 where the macro does not take more keywords.</summary>
    public required int KeywordsSlot { get; init; }

    /// <summary>Slot of <c>varargs</c>, or -1 where the macro does not take more positional arguments.</summary>
    public required int VarargsSlot { get; init; }

    /// <summary>Whether nothing made by the macro can hold on to its frame: no function is defined in it.</summary>
    public required bool LetsFrameGo { get; init; }

    /// <summary>For a macro compiled by itself: the names that it looks up outside.</summary>
    public IReadOnlySet<string> FreeNames { get; init; } = new HashSet<string>();

    /// <summary>Whether the parameter <c>caller</c> is declared by the macro itself.</summary>
    public bool DeclaresCaller => Array.Exists(Parameters, p => p.Name == "caller");

    public bool HasSpecialParameters => CallerSlot >= 0 || KeywordsSlot >= 0 || VarargsSlot >= 0;
}

/// <summary>A parameter of a macro.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">What it is when not given; null where it has no default.</param>
/// <param name="Position">Offset of its name.</param>
internal sealed record MacroParameter(string Name, ExprNode? Default, int Position);
