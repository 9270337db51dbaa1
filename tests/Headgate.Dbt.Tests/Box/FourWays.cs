namespace Headgate.Dbt.Tests.Box;

/// <summary>Statements of an attack, each in the four ways that a project executes SQL.</summary>
internal static class FourWays
{
    private static readonly string[] Ways = ["show", "model", "hook", "run-operation"];

    /// <summary>The rows of a theory: way and statement.</summary>
    public static TheoryData<string, string> Of(params string[] statements)
    {
        var rows = new TheoryData<string, string>();
        foreach (var statement in statements)
        {
            foreach (var way in Ways)
            {
                rows.Add(way, statement);
            }
        }
        return rows;
    }
}
