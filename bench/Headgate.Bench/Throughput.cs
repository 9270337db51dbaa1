namespace Headgate.Bench;

/// <summary>Requests per second in one round: the three are measured one after the other, so that all see the same machine.</summary>
/// <param name="Bare">Of the bare endpoint.</param>
/// <param name="Token">Through the gate with a service token.</param>
/// <param name="Agent">Through the gate with an agent's key.</param>
internal sealed record Throughput(double Bare, double Token, double Agent)
{
    public double TokenRatio => Token / Bare;

    public double AgentRatio => Agent / Bare;
}
