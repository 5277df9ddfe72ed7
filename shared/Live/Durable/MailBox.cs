using Arbit.Workflows;

namespace Arbit.Live.Durable;

/// <summary>
/// What an instance was told and nobody has taken, and who waits for what, in the order of arrival both. The worker's own events would
/// not do: there the last who waits is served first, and one who has given up still takes an event, which is lost.
/// </summary>
internal sealed class MailBox
{
    /// <summary>A backend that delivers twice does so soon.</summary>
    private const int MostRemembered = 100;

    private readonly List<UntakenEvent> _untaken = [];
    private readonly List<string> _received = [];
    private readonly Dictionary<string, string> _ended = new(StringComparer.Ordinal);
    private readonly List<DurableWait> _waits = [];

    /// <param name="untaken">What the run before left.</param>
    /// <param name="received">The ids of what it was told last.</param>
    public MailBox(IEnumerable<UntakenEvent> untaken, IEnumerable<string> received)
    {
        _untaken.AddRange(untaken);
        _received.AddRange(received);
    }

    /// <summary>The ids of what it was told last, oldest first.</summary>
    public IReadOnlyList<string> Received => [.. _received];

    public IReadOnlyList<UntakenEvent> Untaken => [.. _untaken];

    /// <summary>Null where none of that kind and name is there.</summary>
    public string? Take(MailKind kind, string name)
    {
        if (kind == MailKind.Ended)
            return _ended.GetValueOrDefault(name);
        var at = _untaken.FindIndex(came => string.Equals(came.Name, name, StringComparison.Ordinal));
        if (at < 0)
            return null;
        var value = _untaken[at].Value;
        _untaken.RemoveAt(at);
        return value;
    }

    public void Add(DurableWait wait) => _waits.Add(wait);

    /// <summary>Its time is over, or all of it; false where it waited no more.</summary>
    public bool Remove(DurableWait wait) => _waits.Remove(wait);

    /// <summary>Hands it to the first who waits for it, or keeps it; an end is for everybody who waits for it, now and later.</summary>
    public void Receive(DurableMail mail)
    {
        if (_received.Contains(mail.Id, StringComparer.Ordinal))
            return;
        _received.Add(mail.Id);
        if (_received.Count > MostRemembered)
            _received.RemoveAt(0);
        if (mail.Kind == MailKind.Ended)
        {
            _ended.TryAdd(mail.Name, mail.Value);
            foreach (var wait in _waits.Where(wait => wait.IsFor(mail)).ToList())
                Hand(wait, mail.Value);
        }
        else if (_waits.Find(wait => wait.IsFor(mail)) is { } first)
        {
            Hand(first, mail.Value);
        }
        else
        {
            _untaken.Add(new UntakenEvent(mail.Name, mail.Value));
        }
    }

    /// <summary>Nobody waits for anything any more: a timer that is left keeps an instance from its end.</summary>
    public void Close()
    {
        foreach (var wait in _waits.ToList())
        {
            _waits.Remove(wait);
            wait.CancelTimer();
        }
    }

    private void Hand(DurableWait wait, string value)
    {
        _waits.Remove(wait);
        wait.CancelTimer();
        wait.Resolve(value);
    }
}
