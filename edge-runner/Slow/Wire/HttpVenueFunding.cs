using System.Net;
using System.Net.Http.Json;
using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Slow.Wire;

/// <summary>A paper account of an edge in another process (<see cref="FundingEndpoint"/>).</summary>
/// <param name="client">Based at the edge, with the bus's token where that is another machine.</param>
public sealed class HttpVenueFunding(HttpClient client, Venue venue) : IVenueFunding
{
    public Venue Venue => venue;

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation)
        => AskAsync<IReadOnlyList<FundingNetwork>>(new FundingQuestion.Networks(asset), cancellation);

    public Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation)
        => AskAsync<WithdrawalView>(new FundingQuestion.Withdraw(order), cancellation);

    public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation)
        => AskAsync<WithdrawalView?>(new FundingQuestion.FindWithdrawal(id), cancellation);

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation)
        => AskAsync<IReadOnlyList<DepositView>>(new FundingQuestion.Deposits(asset, since), cancellation);

    public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation)
        => AskAsync<IReadOnlyList<WalletBalance>>(new FundingQuestion.Balances(), cancellation);

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation)
        => AskAsync<IReadOnlyList<PairFee>>(new FundingQuestion.Fees(), cancellation);

    public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation)
        => AskAsync<IReadOnlyList<StakingOffer>>(new FundingQuestion.Offers(), cancellation);

    public Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation)
        => AskAsync<StakeView>(new FundingQuestion.PlaceStake(id, offer, amount), cancellation);

    public Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation)
        => AskAsync<StakeView>(new FundingQuestion.Unstake(id), cancellation);

    public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation)
        => AskAsync<StakeView?>(new FundingQuestion.FindStake(id), cancellation);

    /// <summary>Whatever is no answer of the account means that nobody knows: what moves money is looked up then, and the rest asked again.</summary>
    private async Task<T> AskAsync<T>(FundingQuestion question, CancellationToken cancellation)
    {
        try
        {
            using var body = JsonContent.Create(question, options: WorkflowJson.Options);
            await body.LoadIntoBufferAsync(cancellation);
            using var answer = await client.PostAsync(new Uri($"api/paper/funding/{venue.Name}", UriKind.Relative), body, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => WorkflowJson.Read<T>(text),
                HttpStatusCode.UnprocessableEntity => throw new FundingRefusedException(text),
                _ => throw new FundingUnansweredException($"{venue} did not answer ({(int)answer.StatusCode}): {text}"),
            };
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new FundingUnansweredException($"{venue} did not answer: {e.Message}");
        }
    }
}
