namespace Headgate.Platform.Guide;

/// <summary>A tool of MCP in the guide: an operation under the name that agents call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it does, in one line.</param>
/// <param name="Operation">Id of the operation that it is; grant and risk are the operation's.</param>
/// <param name="Arguments">Names of its arguments; those that are required end in <c>*</c>.</param>
/// <param name="Example">Parameters of a call, as JSON.</param>
public sealed record GuideTool(string Name, string Title, string Operation, IReadOnlyList<string> Arguments, string Example);
