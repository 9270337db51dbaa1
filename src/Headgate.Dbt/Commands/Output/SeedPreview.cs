using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution;

namespace Headgate.Dbt.Commands.Output;

/// <summary>Some of the rows that <c>seed --show</c> loaded.</summary>
internal static class SeedPreview
{
    private const int Rows = 10;

    /// <summary>Tells the first rows of each loaded seed.</summary>
    public static Action<NodeContext> Teller(RunFrame frame) =>
        context =>
        {
            var head = $"Random sample of table: {context.This.Render()}";
            var result = context.Execute($"select * from {context.This.Render()} limit {Rows}", autoBegin: false, fetch: true, null, Rows);
            var table = PreviewTable.Render(result.Table);
            frame.Log.Info("Q041", "SeedHeader", $"\n{head}\n{new string('-', head.Length)}\n{table}");
        };
}
