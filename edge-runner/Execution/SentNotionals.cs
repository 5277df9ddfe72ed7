using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// What was sent on the newest day (UTC), at limit prices, by venue and quote asset, in that asset: an account's day is counted by it. A part
/// of the fold over the journal, which has an order before it leaves: no restart begins the day again, and no lost disk.
/// </summary>
public sealed class SentNotionals
{
    private readonly SortedDictionary<(Venue Venue, Asset Quote), Amount> _sums = [];
    private long _day = -1;

    /// <param name="order">On its way. One of a day that is over counts for none any more.</param>
    public void Add(Order order) => Add(order, 1);

    /// <summary>It was kept back after all.</summary>
    public void TakeBack(Order order) => Add(order, -1);

    /// <summary>Of the day that a time lies in.</summary>
    /// <param name="rates">What it is worth.</param>
    /// <param name="venue">Whose account.</param>
    /// <param name="now">Unix nanoseconds.</param>
    /// <returns>In dollars; null where what something is worth is not known.</returns>
    public Amount? InDollars(IRates rates, Venue venue, long now)
    {
        var dollars = Amount.Zero;
        if (UnixNanoseconds.DayOf(now) != _day)
            return dollars;
        foreach (var (key, notional) in _sums)
        {
            if (key.Venue != venue || notional.Sign == 0)
                continue;
            if (rates.InDollars(key.Quote) is not { } rate)
                return null;
            dollars += Amount.From(notional.Value * rate.Value, Rounding.Ceiling);
        }

        return dollars;
    }

    public List<RecordedSending> ToRecords() => _sums.Select(sum => new RecordedSending(_day, sum.Key.Venue, sum.Key.Quote, sum.Value)).ToList();

    public void Restore(IEnumerable<RecordedSending> sendings)
    {
        foreach (var sending in sendings.Where(sending => Turn(sending.Day)))
            _sums[(sending.Venue, sending.Quote)] = sending.Notional;
    }

    private void Add(Order order, int sign)
    {
        if (!Turn(UnixNanoseconds.DayOf(order.SentAt)))
            return;
        var key = (order.Instrument.Venue, order.Instrument.Symbol.Quote);
        var notional = Amount.From((order.Limit * order.Quantity).Value, Rounding.Ceiling);
        _sums[key] = _sums.GetValueOrDefault(key) + (sign > 0 ? notional : -notional);
    }

    private bool Turn(long day)
    {
        if (day > _day)
        {
            _sums.Clear();
            _day = day;
        }

        return day == _day;
    }
}
