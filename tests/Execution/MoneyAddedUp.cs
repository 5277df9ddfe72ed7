using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.Tests.Execution;

/// <summary>The money added up again from the journal's records, apart from the ledger and in another way.</summary>
internal sealed class MoneyAddedUp
{
    private readonly Dictionary<string, OrderIntended> _intents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderAdvanced> _fills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderAdvanced> _adopted = new(StringComparer.Ordinal);
    private readonly Dictionary<(Place, Asset), decimal> _deposits = [];

    public bool KnowsIntent(string orderId) => _intents.ContainsKey(orderId);

    public decimal DepositedOf(Asset asset) => _deposits.Where(deposit => deposit.Key.Item2 == asset).Sum(deposit => deposit.Value);

    public void Take(JournalRecord record)
    {
        switch (record)
        {
            case Deposited deposited:
                _deposits[(new Place(deposited.Place), deposited.Asset)] = _deposits.GetValueOrDefault((new Place(deposited.Place), deposited.Asset)) + deposited.Amount.Value.ToDecimal();
                break;
            case CommandTaken { Answer: CommandAnswer { Accepted: true }, Command: MoveMoney move }:
                Change(move.From, move.Asset, -(move.Amount + move.Fee).Value.ToDecimal());
                Change(move.To, move.Asset, move.Amount.Value.ToDecimal());
                break;
            case CommandTaken { Answer: CommandAnswer { Accepted: true }, Command: Credit credit }:
                Change(credit.Place, credit.Asset, credit.Amount.Value.ToDecimal());
                break;
            case Adopted adopted:
                TakeAdopted(adopted.Balances, adopted.Orders);
                break;
            case OrderIntended intended:
                Assert.True(_intents.TryAdd(intended.Id, intended), $"{intended.Id} was intended twice");
                break;
            case OrderAdvanced advanced:
                _fills[advanced.Id] = advanced;
                break;
        }
    }

    /// <summary>The journal is lost: what the venues say is all that is known.</summary>
    public void BeginAnew(IEnumerable<RecordedBalance> balances, IEnumerable<JournalRecord> orders)
    {
        _intents.Clear();
        _fills.Clear();
        TakeAdopted(balances, orders);
    }

    /// <summary>Every balance is what was put there and what fills changed; what is claimed is what open orders and reservations claim.</summary>
    public void Verify(TradeBook book)
    {
        var sums = new Dictionary<(Place, Asset), decimal>(_deposits);
        void Sum(Venue venue, Asset asset, decimal change) => sums[(Place.Trading(venue), asset)] = sums.GetValueOrDefault((Place.Trading(venue), asset)) + change;
        foreach (var (id, fill) in _fills)
        {
            SumFill(id, fill, 1);
            if (_adopted.TryGetValue(id, out var adopted))
                SumFill(id, adopted, -1);
        }

        void SumFill(string id, OrderAdvanced fill, int times)
        {
            var (venue, symbol) = (_intents[id].Venue, _intents[id].Symbol);
            var sign = times * (_intents[id].Side == Side.Buy ? 1 : -1);
            Sum(venue, symbol.Base, sign * fill.Filled.Value.ToDecimal());
            Sum(venue, symbol.Quote, -sign * fill.FilledNotional.Value.ToDecimal());
            if (fill.Fee.Sign != 0)
                Sum(venue, fill.FeeAsset, -times * fill.Fee.Value.ToDecimal());
        }

        Assert.True(book.Ledger.Check());
        foreach (var (place, asset, balance) in book.Ledger.Balances)
        {
            Assert.Equal(sums.GetValueOrDefault((place, asset)), balance.Total.Value.ToDecimal());
            var claimed = book.Open.SelectMany(cycle => cycle.Orders).Where(order => order.Place == place && order.Spends == asset).Sum(order => order.Reserved.Value.ToDecimal())
                + book.Treasury.Reservations.Where(held => held.Place == place.Name && held.Asset == asset).Sum(held => held.Left.Value.ToDecimal());
            Assert.Equal(claimed, balance.Reserved.Value.ToDecimal());
        }
    }

    private void Change(string place, Asset asset, decimal change) => _deposits[(new Place(place), asset)] = _deposits.GetValueOrDefault((new Place(place), asset)) + change;

    /// <summary>What these orders had filled is in the balances: only what comes later changes them.</summary>
    private void TakeAdopted(IEnumerable<RecordedBalance> balances, IEnumerable<JournalRecord> orders)
    {
        _deposits.Clear();
        foreach (var balance in balances)
            _deposits[(new Place(balance.Place), balance.Asset)] = balance.Amount.Value.ToDecimal();
        foreach (var record in orders)
            Take(record);
        foreach (var (id, fill) in _fills)
            _adopted[id] = fill;
    }
}
