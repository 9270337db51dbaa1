namespace Headgate.Metadata.Columns.Binding;

/// <summary>No query can be bound, because the binder does not run.</summary>
/// <param name="message">Why, for people.</param>
internal sealed class BindingException(string message) : Exception(message);
