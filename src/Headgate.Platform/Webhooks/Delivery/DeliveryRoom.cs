namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>
/// How many attempts are made at the same time, in all and for each subscription. A receiver begins with few and gets more as long as it answers well; one that fails or takes its
/// time is back at few at once, so that it holds up its own events only.
/// </summary>
internal sealed class DeliveryRoom
{
    /// <summary>Attempts at the same time in all, and for one subscription at first and at most.</summary>
    internal const int AtOnce = 128;
    internal const int AtOnceForOne = 2;
    internal const int AtOnceForQuick = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private int _working;

    /// <summary>Attempts that are at work.</summary>
    public int Working
    {
        get
        {
            lock (_lock)
            {
                return _working;
            }
        }
    }

    /// <summary>Takes a place for an attempt; false where there is none.</summary>
    public bool TryEnter(string subscription)
    {
        lock (_lock)
        {
            var turn = _turns.GetValueOrDefault(subscription, new(0, AtOnceForOne));
            if (_working >= AtOnce || turn.Working >= turn.Most)
            {
                return false;
            }
            _working++;
            _turns[subscription] = turn with { Working = turn.Working + 1 };
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="subscription">Whose.</param>
    /// <param name="wasQuick">Whether the receiver took the event without delay; null where nothing was sent.</param>
    public void Leave(string subscription, bool? wasQuick)
    {
        lock (_lock)
        {
            var turn = _turns[subscription];
            var most = wasQuick switch
            {
                true => Math.Min(AtOnceForQuick, turn.Most + 1),
                false => AtOnceForOne,
                null => turn.Most,
            };
            _working--;
            if (turn.Working == 1 && most == AtOnceForOne)
            {
                _turns.Remove(subscription);
                return;
            }
            _turns[subscription] = new(turn.Working - 1, most);
        }
    }

    /// <summary>Forgets who was quick, while nothing is at work; the next events begin with few again.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            if (_working == 0)
            {
                _turns.Clear();
            }
        }
    }

    private readonly record struct Turn(int Working, int Most);
}
