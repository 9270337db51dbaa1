namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>A receiver could not be connected to, for a reason that the receipt names.</summary>
internal sealed class ReceiverFault(string code, string message) : Exception(message)
{
    /// <summary>The receipt's word: blocked-address or connection.</summary>
    public string Code { get; } = code;
}
