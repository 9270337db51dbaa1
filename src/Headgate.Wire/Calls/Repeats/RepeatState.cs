namespace Headgate.Wire;

/// <summary>What is known of a call that came with a name of its sender's.</summary>
public enum RepeatState
{
    /// <summary>It is the first of its name: it is to be done, and <see cref="IRepeatKeeper.EndAsync"/> told.</summary>
    First,

    /// <summary>It was done, and this is what it was answered.</summary>
    Done,

    /// <summary>The name was given to another call.</summary>
    OtherCall,

    /// <summary>The first of the name has not ended, or nobody knows how it did.</summary>
    NotKnown,

    /// <summary>The caller has given too many names within a day.</summary>
    TooMany,
}
