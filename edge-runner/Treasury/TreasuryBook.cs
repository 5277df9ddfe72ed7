using Arbit.Accounts;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>
/// What the slow side has claimed, set and asked, as a fold over the journal's records: a restart forgets no reservation, no mode and
/// no answer. Like the book that holds it, it changes by records alone; what must not happen is refused before it is journalled.
/// </summary>
public sealed class TreasuryBook
{
    private const long Minute = 60_000_000_000;

    /// <summary>A command said again later than this is no repetition but a new one; whoever sends it keeps none so long.</summary>
    private const long AnswersKeptFor = 30 * 24 * 60 * Minute;

    private const int MostAnswers = 20_000;

    /// <summary>Venues' reports are older than this only where they are wrong.</summary>
    private const long MovesKeptFor = 60 * Minute;

    private readonly SortedDictionary<string, Reservation> _reservations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GivenAnswer> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _answered = new();
    private readonly List<TakenTrade> _trades = [];
    private readonly Queue<KnownMove> _moves = new();

    private readonly SortedDictionary<Venue, IReadOnlyList<PairFee>> _fees = [];

    /// <summary>Null until the first one was set: then what is configured counts.</summary>
    public ModeLevel? Mode { get; private set; }

    /// <summary>By id.</summary>
    public IReadOnlyCollection<Reservation> Reservations => _reservations.Values;

    /// <summary>Trades on command that are not answered yet, oldest first.</summary>
    public IReadOnlyList<TakenTrade> Trades => _trades;

    /// <summary>The newest moves between places, oldest first.</summary>
    public IReadOnlyCollection<KnownMove> Moves => _moves;

    /// <summary>What a venue was read to charge on a pair; null where it was never told.</summary>
    public PairFee? FeeOf(Venue venue, Symbol symbol)
    {
        if (!_fees.TryGetValue(venue, out var fees))
            return null;
        for (var i = 0; i < fees.Count; i++)
        {
            if (fees[i].Symbol == symbol)
                return fees[i];
        }

        return null;
    }

    public Reservation? Find(string reservation) => _reservations.GetValueOrDefault(reservation);

    /// <summary>What is reserved at a place for withdrawals that may be under way: such a reservation never runs out.</summary>
    public Amount MayHaveLeft(Place place, Asset asset)
        => _reservations.Values.Where(held => held.Until is null && held.Place == place.Name && held.Asset == asset).Aggregate(Amount.Zero, (sum, held) => sum + held.Left);

    public Amount LeftOf(string reservation) => Find(reservation)?.Left ?? Amount.Zero;

    public EdgeFact? AnswerTo(string commandId) => _answers.GetValueOrDefault(commandId)?.Answer;

    public TakenTrade? TradeOf(string commandId) => _trades.Find(trade => trade.Command.Id == commandId);

    public void Apply(CommandTaken taken, MoneyLedger ledger)
    {
        if (taken.Answer is CommandAnswer answer)
            Remember(taken.Time, answer);
        if (taken.Answer is CommandAnswer { Accepted: false })
            return;
        switch (taken.Command)
        {
            case SetMode set:
                Mode = new ModeLevel(set.Mode, set.ModeEpoch, set.Shares, Mode is { } before && before.Mode == set.Mode ? before.Since : taken.Time);
                break;
            case Reserve reserve:
                ledger.RestoreClaim(new Place(reserve.Place), reserve.Asset, reserve.Amount);
                _reservations[reserve.Reservation] = new Reservation(reserve.Reservation, reserve.Place, reserve.Asset, reserve.Amount, NanosecondsOf(reserve.Until));
                break;
            case Release release:
                Free(release.Reservation, ledger);
                break;
            case MoveMoney move:
                Move(move, taken.Time, ledger);
                break;
            case Credit credit:
                ledger.Deposit(new Place(credit.Place), credit.Asset, credit.Amount);
                break;
            case SetFees fees:
                _fees[fees.Venue] = fees.Fees;
                break;
            case Trade trade:
                _trades.Add(new TakenTrade(taken.Time, trade));
                break;
        }
    }

    public void Apply(CommandAnswered answered)
    {
        var answer = (CommandAnswer)answered.Answer;
        if (TradeOf(answer.CommandId) is { } trade)
        {
            _trades.Remove(trade);
            if (trade.Command.Reservation is { } reservation && Find(reservation) is { Left.Sign: 0 })
                _reservations.Remove(reservation);
        }

        Remember(answered.Time, answer);
    }

    /// <summary>Takes out of a reservation for an order; the ledger's claim stays, and is the order's from here.</summary>
    public Amount Draw(string reservation, Amount wanted)
    {
        if (Find(reservation) is not { } held)
            return Amount.Zero;
        var drawn = Amount.Min(held.Left, wanted);
        _reservations[reservation] = held with { Left = held.Left - drawn };
        return drawn;
    }

    /// <summary>What an order did not spend; false where the reservation is gone meanwhile.</summary>
    public bool GiveBack(string reservation, Amount amount)
    {
        if (Find(reservation) is not { } held)
            return false;
        _reservations[reservation] = held with { Left = held.Left + amount };
        return true;
    }

    /// <summary>Ends a reservation; nothing happens where there is none any more.</summary>
    public void Free(string reservation, MoneyLedger ledger)
    {
        if (!_reservations.Remove(reservation, out var held))
            return;
        ledger.Release(new Place(held.Place), held.Asset, held.Left);
    }

    /// <summary>Null where nothing was ever asked, so that a journal without a slow side looks as it always has.</summary>
    public TreasuryCheckpoint? ToCheckpoint()
        => Mode is null && _reservations.Count == 0 && _trades.Count == 0 && _answers.Count == 0 && _moves.Count == 0 && _fees.Count == 0
            ? null
            : new TreasuryCheckpoint(Mode, [.. _reservations.Values], [.. _trades], [.. _answered.Select(id => _answers[id])], [.. _moves]) { Fees = [.. _fees.Select(fees => new KnownFees(fees.Key, fees.Value))] };

    /// <param name="checkpoint">What the fold had come to.</param>
    /// <param name="ledger">Holds everything as free.</param>
    public void Restore(TreasuryCheckpoint checkpoint, MoneyLedger ledger)
    {
        Mode = checkpoint.Mode;
        _trades.AddRange(checkpoint.Trades);
        foreach (var reservation in checkpoint.Reservations)
        {
            _reservations.Add(reservation.Id, reservation);
            ledger.RestoreClaim(new Place(reservation.Place), reservation.Asset, reservation.Left);
        }

        foreach (var given in checkpoint.Answers)
            Remember(given.Time, (CommandAnswer)given.Answer);
        foreach (var move in checkpoint.Moves)
            _moves.Enqueue(move);
        foreach (var fees in checkpoint.Fees)
            _fees[fees.Venue] = fees.Fees;
    }

    /// <summary>Of a time that somebody else has named: one further away than nanoseconds reach (the year 2262) is as good as never.</summary>
    internal static long? NanosecondsOf(DateTimeOffset? time)
        => time is { } told ? (long)Int128.Clamp((Int128)(told - DateTimeOffset.UnixEpoch).Ticks * 100, long.MinValue, long.MaxValue) : null;

    /// <summary>Out of its reservation as far as that goes, then out of what is free: it has happened, so it is booked.</summary>
    private void Move(MoveMoney move, long time, MoneyLedger ledger)
    {
        var reserved = Amount.Zero;
        if (move.Reservation is { } id && Find(id) is { } held && held.Place == move.From && held.Asset == move.Asset)
        {
            reserved = Draw(id, move.Amount + move.Fee);
            if (LeftOf(id).Sign == 0)
                _reservations.Remove(id);
        }

        var (from, to) = (new Place(move.From), new Place(move.To));
        var feeReserved = Amount.Min(reserved, move.Fee);
        if (move.Fee.Sign > 0)
            ledger.Spend(from, move.Asset, move.Fee, feeReserved);
        ledger.Move(from, to, move.Asset, move.Amount, reserved - feeReserved);
        while (_moves.TryPeek(out var oldest) && time - oldest.Time > MovesKeptFor)
            _moves.Dequeue();
        _moves.Enqueue(new KnownMove(time, move.From, move.To, move.Asset, move.Amount, move.Fee));
    }

    private void Remember(long time, CommandAnswer answer)
    {
        if (_answers.TryAdd(answer.CommandId, new GivenAnswer(time, answer)))
            _answered.Enqueue(answer.CommandId);
        while (_answered.TryPeek(out var oldest) && (_answered.Count > MostAnswers || time - _answers[oldest].Time > AnswersKeptFor))
        {
            _answered.Dequeue();
            _answers.Remove(oldest);
        }
    }
}
