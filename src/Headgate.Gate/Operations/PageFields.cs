using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Paging of lists that are read whole, because an account has few agents and an agent few grants.</summary>
internal sealed class PageFields : Fields
{
    private const int Size = 100;

    public static PageFields Instance { get; } = new();

    public override bool ReadByAnswer => true;

    public override IReadOnlyList<Field> All { get; } = [Paging.LimitField(Size, 100), Paging.OffsetField];

    /// <summary>Which page was asked for.</summary>
    public static Paging Read(CallContext call, FieldProblems problems) => Paging.Read(call, Size, problems);

    /// <summary>The page that was asked for, or what is wrong with the question.</summary>
    public static Answer Of<T>(CallContext call, IReadOnlyList<T> all)
    {
        var problems = new FieldProblems();
        var paging = Paging.Read(call, Size, problems);
        return problems.Refusal
            ?? call.Page([.. all.Skip(paging.Offset).Take(paging.Limit)], all.Count, new PageEcho(paging.Limit, paging.Offset, "id", []));
    }
}
