namespace Headgate.Gate.Rebuilding;

/// <summary>Who may build some nodes again.</summary>
/// <param name="AgentsTold"><c>all</c>; <c>own</c> where an agent asks, which is told of itself alone; <c>none</c> where the caller may not read agents.</param>
/// <param name="Jobs">The jobs of the environment whose commands build some of them, as far as the caller may see jobs.</param>
/// <param name="Agents">The agents that may have some of them built.</param>
/// <param name="NotLookedAt">What was left out, in words, as there is too much of it; null for nothing.</param>
public sealed record RebuildersView(
    string AgentsTold,
    IReadOnlyList<RebuildingJobView> Jobs,
    IReadOnlyList<RebuildingAgentView> Agents,
    string? NotLookedAt
);

/// <summary>A job whose commands build some of the nodes.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">Which of the nodes; empty where that is not known.</param>
/// <param name="Unknown">Why that is not known; null where it is.</param>
public sealed record RebuildingJobView(long JobId, string Name, IReadOnlyList<string> Nodes, string? Unknown);

/// <summary>An agent that may have some of the nodes built.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">Which of the nodes, by whichever job.</param>
/// <param name="Ways">How.</param>
public sealed record RebuildingAgentView(long AgentId, string Name, IReadOnlyList<string> Nodes, IReadOnlyList<RebuildingWayView> Ways);

/// <summary>One way in which an agent may have nodes built.</summary>
/// <param name="JobId">The job that it triggers.</param>
/// <param name="Commands"><c>job</c> for the job's own commands, <c>own</c> where it may name commands that build them.</param>
/// <param name="Nodes">Which of the nodes; empty where what the job builds is not known.</param>
/// <param name="Terms">What is asked for first: a budget, a person's yes; null for nothing.</param>
public sealed record RebuildingWayView(long JobId, string Commands, IReadOnlyList<string> Nodes, string? Terms);
