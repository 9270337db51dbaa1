namespace Headgate.Catalogue;

/// <summary>What an allowed call has to wait for before it is done: a budget, a person's yes. Whoever decided knows what is inside.</summary>
public interface ICallTerms
{
    /// <summary>The terms in words.</summary>
    string Describe();
}
