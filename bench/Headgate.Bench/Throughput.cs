namespace Headgate.Bench;

/// <summary>Requests per second in one round: all are measured one after the other, so that they see the same machine.</summary>
/// <param name="Bare">Of the bare endpoint's row.</param>
/// <param name="Token">Of a job by its id through the gate with a service token.</param>
/// <param name="Agent">The same with an agent's key.</param>
/// <param name="BareList">Of the bare endpoint's hundred rows.</param>
/// <param name="TokenList">Of a hundred jobs through the gate with a service token.</param>
/// <param name="AgentList">The same with an agent's key.</param>
internal sealed record Throughput(double Bare, double Token, double Agent, double BareList, double TokenList, double AgentList)
{
    public double TokenRatio => Token / Bare;

    public double AgentRatio => Agent / Bare;

    public double TokenListRatio => TokenList / BareList;

    public double AgentListRatio => AgentList / BareList;

    /// <summary>Loads each address once.</summary>
    /// <param name="bare">The bare endpoint.</param>
    /// <param name="api">The server.</param>
    /// <param name="demo">Whose credentials are sent.</param>
    /// <param name="seconds">How long each is loaded.</param>
    public static Throughput Measure(BareEndpoint bare, DemoApi api, DemoFolder demo, int seconds)
    {
        var (token, agent) = ("Token " + demo.AdminToken, "Bearer " + demo.AgentKey);
        return new(
            Wrk.Measure(bare.Row(demo.JobId), null, seconds).PerSecond,
            Wrk.Measure(api.JobUrl, token, seconds).PerSecond,
            Wrk.Measure(api.JobUrl, agent, seconds).PerSecond,
            Wrk.Measure(bare.Rows, null, seconds).PerSecond,
            Wrk.Measure(api.JobsUrl, token, seconds).PerSecond,
            Wrk.Measure(api.JobsUrl, agent, seconds).PerSecond
        );
    }
}
