namespace Headgate.Dbt.Adapters;

/// <summary>A profile's output is not as its adapter needs it. The message is that of dbt's check: <c>'host' is a required property</c>.</summary>
internal sealed class CredentialsException(string message) : Exception(message);
