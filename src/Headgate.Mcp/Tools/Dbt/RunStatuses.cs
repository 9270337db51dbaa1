namespace Headgate.Mcp.Tools.Dbt;

/// <summary>The numbers by which the API tells how a run, or a step of one, ended.</summary>
internal static class RunStatuses
{
    public const int Success = 10;
    public const int Error = 20;
    public const int Cancelled = 30;
}
