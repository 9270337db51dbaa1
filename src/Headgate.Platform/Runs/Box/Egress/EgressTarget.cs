using Headgate.Reach;

namespace Headgate.Platform.Runs.Box.Egress;

/// <summary>A place that a step may connect to.</summary>
/// <param name="Host">Name or address, as the step names it.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Reach">Which addresses the name may have.</param>
/// <param name="Local">Port inside under which the relay listens for it without being asked; 0 for none.</param>
internal sealed record EgressTarget(string Host, int Port, ReceiverReach Reach, int Local = 0);
