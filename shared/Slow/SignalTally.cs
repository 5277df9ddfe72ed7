using Arbit.Messages.Facts;
using Arbit.Signals;

namespace Arbit.Slow;

/// <summary>Counts what became of signals. Any thread.</summary>
public sealed class SignalTally
{
    private readonly Lock _gate = new();
    private long _received;
    private long _duplicate;
    private long _refused;
    private long _notStored;
    private DateTimeOffset? _lastHeartbeat;
    private bool _hasNews = true;

    public bool HasNews
    {
        get
        {
            lock (_gate)
                return _hasNews;
        }
    }

    public void Count(IntakeAnswer answer)
    {
        lock (_gate)
        {
            _hasNews = true;
            switch (answer)
            {
                case { Status: 200, IsDuplicate: true }:
                    _duplicate++;
                    break;
                case { Status: 200 }:
                    _received++;
                    break;
                case { Status: 503 }:
                    _notStored++;
                    break;
                default:
                    _refused++;
                    break;
            }

            if (answer.Signal is { Kind: SignalKind.Heartbeat } heartbeat && !(_lastHeartbeat > heartbeat.FiredAt))
                _lastHeartbeat = heartbeat.FiredAt;
        }
    }

    public void TellAgain()
    {
        lock (_gate)
            _hasNews = true;
    }

    public SignalsTold Tell(DateTimeOffset now)
    {
        lock (_gate)
        {
            _hasNews = false;
            return new SignalsTold(now, _received, _duplicate, _refused, _notStored, _lastHeartbeat);
        }
    }
}
